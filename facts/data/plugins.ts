// Written by scripts/release-data.ts; not to be edited.

/** A line: name of a plugin, the plugins it brings along, releases. */
export const plugins = `rabbitmq_amqp1_0		all
rabbitmq_auth_backend_cache		all
rabbitmq_auth_backend_http		all
rabbitmq_auth_backend_internal_loopback		>=4.1.1
rabbitmq_auth_backend_ldap		all
rabbitmq_auth_backend_oauth2		all
rabbitmq_auth_mechanism_ssl		all
rabbitmq_consistent_hash_exchange		all
rabbitmq_event_exchange		all
rabbitmq_exchange_federation	rabbitmq_federation_common	>=4.2
rabbitmq_federation		<=4.1
rabbitmq_federation	rabbitmq_exchange_federation,rabbitmq_queue_federation	>=4.2
rabbitmq_federation_common		>=4.2
rabbitmq_federation_management	rabbitmq_federation,rabbitmq_management	all
rabbitmq_federation_prometheus	rabbitmq_federation,rabbitmq_prometheus	>=4.0
rabbitmq_jms_topic_exchange		all
rabbitmq_management	rabbitmq_management_agent,rabbitmq_web_dispatch	all
rabbitmq_management_agent		<=3.11.20,3.12-3.12.2
rabbitmq_management_agent	rabbitmq_web_dispatch	3.11.21-3.11,>=3.12.3
rabbitmq_mqtt		all
rabbitmq_peer_discovery_aws	rabbitmq_peer_discovery_common	all
rabbitmq_peer_discovery_common		all
rabbitmq_peer_discovery_consul	rabbitmq_peer_discovery_common	all
rabbitmq_peer_discovery_etcd	rabbitmq_peer_discovery_common	all
rabbitmq_peer_discovery_k8s	rabbitmq_peer_discovery_common	all
rabbitmq_prometheus	rabbitmq_federation,rabbitmq_management_agent,rabbitmq_web_dispatch	3.13.1-3.13
rabbitmq_prometheus	rabbitmq_management_agent,rabbitmq_web_dispatch	<=3.13.0,>=4.0
rabbitmq_queue_federation	rabbitmq_federation_common	>=4.2
rabbitmq_random_exchange		all
rabbitmq_recent_history_exchange		all
rabbitmq_sharding		all
rabbitmq_shovel		all
rabbitmq_shovel_management	rabbitmq_management,rabbitmq_shovel	all
rabbitmq_shovel_prometheus	rabbitmq_prometheus,rabbitmq_shovel	>=4.0
rabbitmq_stomp		all
rabbitmq_stream		3.8.10,>=3.9
rabbitmq_stream_management	rabbitmq_management,rabbitmq_stream	3.8.10,>=3.9
rabbitmq_top	rabbitmq_management	all
rabbitmq_tracing	rabbitmq_management	all
rabbitmq_trust_store		all
rabbitmq_web_dispatch		all
rabbitmq_web_mqtt	rabbitmq_mqtt	all
rabbitmq_web_mqtt_examples	rabbitmq_web_dispatch,rabbitmq_web_mqtt	all
rabbitmq_web_stomp	rabbitmq_stomp	all
rabbitmq_web_stomp_examples	rabbitmq_web_dispatch,rabbitmq_web_stomp	all`
