// Written by scripts/release-data.ts; not to be edited.

/** A line: name, the plugin that brings it, stability, level of a required one, releases. */
export const featureFlags = `classic_mirrored_queue_version		required		3.12-4.0
classic_mirrored_queue_version		required	hard	>=4.1
classic_mirrored_queue_version		stable		3.10-3.11
classic_queue_type_delivery_support		required		3.12-4.0
classic_queue_type_delivery_support		required	hard	>=4.1
classic_queue_type_delivery_support		stable		3.10.9-3.10,3.11.1-3.11
delete_ra_cluster_mqtt_node	rabbitmq_mqtt	required		4.0
delete_ra_cluster_mqtt_node	rabbitmq_mqtt	required	hard	>=4.1
delete_ra_cluster_mqtt_node	rabbitmq_mqtt	stable		3.12-3.13
detailed_queues_endpoint	rabbitmq_management	required		>=4.3
detailed_queues_endpoint	rabbitmq_management	stable		3.13-4.2
direct_exchange_routing_v2		required		3.12-4.0
direct_exchange_routing_v2		required	hard	>=4.1
direct_exchange_routing_v2		stable		3.11
drop_unroutable_metric	rabbitmq_management_agent	required		3.12-4.0
drop_unroutable_metric	rabbitmq_management_agent	required	hard	>=4.1
drop_unroutable_metric	rabbitmq_management_agent	stable		<=3.11
empty_basic_get_metric	rabbitmq_management_agent	required		3.12-4.0
empty_basic_get_metric	rabbitmq_management_agent	required	hard	>=4.1
empty_basic_get_metric	rabbitmq_management_agent	stable		<=3.11
feature_flags_v2		required		3.12-4.0
feature_flags_v2		required	hard	>=4.1
feature_flags_v2		stable		3.11
implicit_default_bindings		required		3.11-4.0
implicit_default_bindings		required	hard	>=4.1
implicit_default_bindings		stable		<=3.10
khepri_db		experimental		3.13-4.1
khepri_db		required		>=4.3
khepri_db		stable		4.2
listener_records_in_ets		required		3.12-4.0
listener_records_in_ets		required	hard	>=4.1
listener_records_in_ets		stable		3.11
maintenance_mode_status		required		3.11-4.0
maintenance_mode_status		required	hard	>=4.1
maintenance_mode_status		stable		<=3.10
message_containers		required		4.0
message_containers		required	hard	>=4.1
message_containers		stable		3.13
message_containers_deaths_v2		required		>=4.3
message_containers_deaths_v2		stable		3.13.3-4.2
mqtt_v5	rabbitmq_mqtt	required		4.0
mqtt_v5	rabbitmq_mqtt	required	hard	>=4.1
mqtt_v5	rabbitmq_mqtt	stable		3.13
quorum_queue		required		3.11-4.0
quorum_queue		required	hard	>=4.1
quorum_queue		stable		<=3.10
quorum_queue_non_voters		required		>=4.3
quorum_queue_non_voters		stable		3.13.1-4.2
rabbit_exchange_type_local_random		required		>=4.3
rabbit_exchange_type_local_random		stable		4.0-4.2
rabbit_mqtt_qos0_queue	rabbitmq_mqtt	required		4.0
rabbit_mqtt_qos0_queue	rabbitmq_mqtt	required	hard	>=4.1
rabbit_mqtt_qos0_queue	rabbitmq_mqtt	stable		3.12-3.13
rabbitmq_4.0.0		required		>=4.3
rabbitmq_4.0.0		stable		4.0-4.2
rabbitmq_4.1.0		required		>=4.3
rabbitmq_4.1.0		stable		4.1-4.2
rabbitmq_4.2.0		required		>=4.3
rabbitmq_4.2.0		stable		4.2
rabbitmq_4.3.0		stable		>=4.3
rabbitmq_4.4.0		stable		>=4.4
restart_streams		required		4.0
restart_streams		required	hard	>=4.1
restart_streams		stable		3.12-3.13
stream_filtering		required		4.0
stream_filtering		required	hard	>=4.1
stream_filtering		stable		3.13
stream_queue		required		3.12-4.0
stream_queue		required	hard	>=4.1
stream_queue		stable		3.8.10,3.9-3.11
stream_sac_coordinator_unblock_group		required		4.0
stream_sac_coordinator_unblock_group		required	hard	>=4.1
stream_sac_coordinator_unblock_group		stable		3.11.14-3.13
stream_single_active_consumer		required		3.12-4.0
stream_single_active_consumer		required	hard	>=4.1
stream_single_active_consumer		stable		3.11
stream_update_config_command		required		4.0
stream_update_config_command		required	hard	>=4.1
stream_update_config_command		stable		3.13
tie_binding_to_dest_with_keep_while_cond		stable		>=4.3
topic_binding_projection_v4		stable		>=4.3
topic_binding_projection_v5		stable		>=4.3.1
track_qq_members_uids		stable		>=4.3
tracking_records_in_ets		required		3.12-4.0
tracking_records_in_ets		required	hard	>=4.1
tracking_records_in_ets		stable		3.11
user_limits		required		3.11-4.0
user_limits		required	hard	>=4.1
user_limits		stable		<=3.10
virtual_host_metadata		required		3.11-4.0
virtual_host_metadata		required	hard	>=4.1
virtual_host_metadata		stable		<=3.10`
