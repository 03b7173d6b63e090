// Written by scripts/release-data.ts; not to be edited.

/** A line: command, the tools that have it, the plugin that brings it, releases. */
export const commands = `activate_free_disk_space_monitoring	ctl,diagnostics		3.11.20-3.11,>=3.12.2
activate_stream_consumer	ctl,streams	rabbitmq_stream	>=4.1.2
add_member	queues		all
add_replica	streams		3.8.10,>=3.9
add_signing_key	ctl	rabbitmq_auth_backend_oauth2	>=3.13
add_super_stream	streams	rabbitmq_stream	>=3.10
add_uaa_key	ctl	rabbitmq_auth_backend_oauth2	all
add_user	ctl		all
add_vhost	ctl		all
alarms	diagnostics		all
authenticate_user	ctl		all
autocomplete	ctl,diagnostics,plugins,queues		all
await_online_nodes	ctl		all
await_online_quorum_plus_one	upgrade		all
await_online_synchronized_mirror	upgrade		<=3.13
await_startup	ctl		all
cancel_sync_queue	ctl		<=3.13
certificates	diagnostics		all
change_cluster_node_type	ctl		<=4.2
change_password	ctl		all
check_alarms	diagnostics		all
check_certificate_expiration	diagnostics		all
check_for_quorum_queues_without_an_elected_leader	diagnostics		>=4.0.8
check_if_any_deprecated_features_are_used	ctl,diagnostics		>=3.13
check_if_cluster_has_classic_queue_mirroring_policy	diagnostics,queues		>=3.13
check_if_metadata_store_is_initialized	diagnostics		>=4.0.6
check_if_metadata_store_is_initialized_with_data	diagnostics		>=4.0.6
check_if_node_is_mirror_sync_critical	diagnostics,queues		all
check_if_node_is_quorum_critical	diagnostics,queues		all
check_local_alarms	diagnostics		all
check_port_connectivity	diagnostics		all
check_port_listener	diagnostics		all
check_protocol_listener	diagnostics		all
check_running	diagnostics		all
check_virtual_hosts	diagnostics		all
cipher_suites	diagnostics		all
clear_auth_backend_cache	ctl,vmware	rabbitmq_auth_backend_cache	>=4.0.7
clear_global_parameter	ctl		all
clear_operator_policy	ctl		all
clear_parameter	ctl		all
clear_password	ctl		all
clear_permissions	ctl		all
clear_policy	ctl		all
clear_topic_permissions	ctl		all
clear_user_limits	ctl		all
clear_vhost_limits	ctl		all
close_all_connections	ctl		all
close_all_user_connections	ctl		>=3.8.12
close_connection	ctl		all
cluster_status	ctl,diagnostics		all
command_line_arguments	diagnostics		all
consistent_hash_exchange_ring_state	diagnostics	rabbitmq_consistent_hash_exchange	all
consume_event_stream	diagnostics		all
coordinator_status	diagnostics,streams		>=3.13
deactivate_free_disk_space_monitoring	ctl,diagnostics		3.11.20-3.11,>=3.12.2
decode	ctl		all
decommission_mqtt_node	ctl	rabbitmq_mqtt	<=3.13
decrypt_conf_value	ctl		>=4.0
delete_member	queues		all
delete_queue	ctl		all
delete_replica	streams		3.8.10,>=3.9
delete_shovel	ctl	rabbitmq_shovel	all
delete_super_stream	streams	rabbitmq_stream	>=3.10
delete_user	ctl		all
delete_vhost	ctl		all
directories	plugins		all
disable	plugins		all
disable_auth_attempt_source_tracking	diagnostics		all
disable_vhost_deletion_protection	ctl		>=4.0.6
discover_peers	diagnostics		all
drain	upgrade		all
enable	plugins		all
enable_auth_attempt_source_tracking	diagnostics		all
enable_feature_flag	ctl		all
enable_vhost_deletion_protection	ctl		>=4.0.6
encode	ctl		all
encrypt_conf_value	ctl		>=4.0
environment	ctl,diagnostics		all
erlang_cookie_hash	diagnostics		all
erlang_cookie_sources	diagnostics		all
erlang_version	diagnostics		all
eval	ctl		all
eval_file	ctl		all
exec	ctl		all
export_definitions	ctl		all
federation_status	ctl,diagnostics	rabbitmq_federation	<=4.1
federation_status	ctl,diagnostics	rabbitmq_federation_common	>=4.2
force_boot	ctl		all
force_checkpoint	queues		>=4.1.1
force_gc	ctl		all
force_reset	ctl		all
forget_cluster_node	ctl		all
grow	queues		all
grow	streams		>=4.2.3
grow_to_count	queues		>=4.3
has_reached_target_cluster_size	ctl,diagnostics,upgrade		>=4.2.4
hash_password	ctl		3.10.15-3.10,>=3.11.8
help	ctl,diagnostics,plugins,queues,streams,tanzu,upgrade,vmware		3.10.21-3.10,3.11.12-3.11
help	ctl,diagnostics,plugins,queues,streams,upgrade,vmware		3.10.20,3.11.11,>=3.12
help	ctl,diagnostics,plugins,queues,tanzu,upgrade		3.9.11-3.10.18,3.11-3.11.9
help	ctl,diagnostics,plugins,queues,upgrade		<=3.9.10
help	ctl,diagnostics,plugins,queues,upgrade,vmware		3.10.19,3.11.10
hipe_compile	ctl		<=3.13
import_definitions	ctl		all
is_booting	diagnostics		all
is_running	diagnostics		all
join_cluster	ctl		all
list	plugins		all
list_amqp10_connections	ctl,diagnostics	rabbitmq_amqp1_0	<=3.13
list_bindings	ctl,diagnostics		all
list_channel_interceptors	ctl,diagnostics		>=4.3.6
list_channels	ctl,diagnostics		all
list_ciphers	ctl,diagnostics		all
list_connections	ctl,diagnostics		all
list_consumers	ctl,diagnostics		all
list_deprecated_features	ctl,diagnostics		>=3.13
list_exchanges	ctl,diagnostics		all
list_feature_flags	ctl,diagnostics		all
list_global_parameters	ctl,diagnostics		all
list_hashes	ctl,diagnostics		all
list_mqtt_connections	ctl,diagnostics	rabbitmq_mqtt	all
list_network_interfaces	diagnostics		all
list_node_auth_attempt_stats	ctl,diagnostics		all
list_operator_policies	ctl,diagnostics		all
list_operator_policies_with_classic_queue_mirroring	diagnostics,queues		>=3.13
list_parameters	ctl,diagnostics		all
list_permissions	ctl,diagnostics		all
list_policies	ctl,diagnostics		all
list_policies_with_classic_queue_mirroring	diagnostics,queues		>=3.13
list_queues	ctl,diagnostics		all
list_stomp_connections	ctl,diagnostics	rabbitmq_stomp	all
list_stream_connections	ctl,diagnostics,streams	rabbitmq_stream	3.8.10,>=3.9
list_stream_consumer_groups	ctl,diagnostics,streams	rabbitmq_stream	>=3.11
list_stream_consumers	ctl,diagnostics,streams	rabbitmq_stream	3.8.10,>=3.9
list_stream_group_consumers	ctl,diagnostics,streams	rabbitmq_stream	>=3.11
list_stream_publishers	ctl,diagnostics,streams	rabbitmq_stream	3.8.10,>=3.9
list_stream_tracking	streams	rabbitmq_stream	>=3.13
list_topic_permissions	ctl,diagnostics		all
list_trust_store_certificates	ctl,diagnostics	rabbitmq_trust_store	>=4.2.6
list_unresponsive_queues	ctl,diagnostics		all
list_user_limits	ctl,diagnostics		all
list_user_permissions	ctl,diagnostics		all
list_user_topic_permissions	ctl,diagnostics		all
list_users	ctl,diagnostics		all
list_vhost_limits	ctl,diagnostics		all
list_vhosts	ctl,diagnostics		all
list_web_mqtt_connections	ctl,diagnostics	rabbitmq_web_mqtt	>=3.13.1
listeners	diagnostics		all
log_location	diagnostics		all
log_tail	diagnostics		all
log_tail_stream	diagnostics		all
maybe_stuck	diagnostics		all
memory_breakdown	diagnostics		all
message_size_stats	diagnostics		>=4.2
metadata_store_status	diagnostics		>=3.13
node_health_check	ctl,diagnostics		all
observer	diagnostics		all
os_env	diagnostics		all
peek	queues		all
ping	ctl,diagnostics		all
post_upgrade	upgrade		all
purge_queue	ctl		all
quorum_status	diagnostics,queues		all
rebalance	queues		all
reclaim_quorum_memory	diagnostics,queues		all
reconcile_vhosts	ctl		>=3.13.4
refresh_trust_store	ctl	rabbitmq_trust_store	>=4.2.6
remote_shell	diagnostics		>=3.8.15
remove_classic_queue_mirroring_from_policies	ctl		>=3.13
rename_cluster_node	ctl		all
report	ctl,diagnostics		all
reset	ctl		all
reset_node_auth_attempt_metrics	diagnostics		all
reset_offset	streams	rabbitmq_stream	>=4.2
reset_stats_db	ctl	rabbitmq_management_agent	all
resolve_hostname	diagnostics		all
resolver_info	diagnostics		all
restart_federation_link	ctl	rabbitmq_federation	<=4.1
restart_federation_link	ctl	rabbitmq_federation_common	>=4.2
restart_shovel	ctl	rabbitmq_shovel	all
restart_stream	streams		>=3.12
restart_vhost	ctl		all
resume_listeners	ctl		all
revive	upgrade		all
rotate_logs	ctl		all
runtime_thread_stats	diagnostics		all
schema_info	ctl,diagnostics		<=4.2
server_version	diagnostics		all
set	plugins		all
set_channel_interceptor_priorities	ctl		>=4.3.6
set_cluster_name	ctl		all
set_disk_free_limit	ctl		all
set_global_parameter	ctl		all
set_log_level	ctl		all
set_operator_policy	ctl		all
set_parameter	ctl		all
set_permissions	ctl		all
set_policy	ctl		all
set_stream_retention_policy	streams		3.8.10,3.9-4.0
set_topic_permissions	ctl		all
set_user_limits	ctl		all
set_user_tags	ctl		all
set_vhost_limits	ctl		all
set_vhost_tags	ctl		>=3.8.22
set_vm_memory_high_watermark	ctl		all
shovel_status	ctl,diagnostics	rabbitmq_shovel	all
shrink	queues		all
shrink	streams		>=4.2.3
shutdown	ctl		all
start_app	ctl		all
status	ctl,diagnostics		all
stop	ctl		all
stop_app	ctl		all
stream_status	diagnostics,queues,streams		>=3.9
suspend_listeners	ctl		all
sync_queue	ctl		<=3.13
tls_versions	diagnostics		all
trace_off	ctl		all
trace_on	ctl		all
transfer_leadership	queues		4.2.9-4.2,>=4.3.3
transfer_leadership	streams		4.2.9-4.2,>=4.3.3
update_cluster_nodes	ctl		all
update_vhost_metadata	ctl		>=3.11.14
version	ctl,diagnostics,plugins		all
wait	ctl,diagnostics		all`

/** A line: path below /api, releases. */
export const checks = `/aliveness-test/:vhost	all
/health/checks/alarms	all
/health/checks/below-node-connection-limit	>=4.1.1
/health/checks/certificate-expiration/:within/:unit	all
/health/checks/is-in-service	>=4.1.1
/health/checks/local-alarms	all
/health/checks/metadata-store/initialized	>=4.0.6
/health/checks/metadata-store/initialized/with-data	>=4.0.6
/health/checks/node-is-mirror-sync-critical	<=3.13
/health/checks/node-is-quorum-critical	all
/health/checks/port-listener/:port	all
/health/checks/protocol-listener/:protocol	<=4.1.0
/health/checks/protocol-listener/:protocols	>=4.1.1
/health/checks/quorum-queues-without-elected-leaders/all-vhosts	>=4.1
/health/checks/quorum-queues-without-elected-leaders/all-vhosts/pattern/:pattern	>=4.1
/health/checks/quorum-queues-without-elected-leaders/vhost/:vhost	>=4.1
/health/checks/quorum-queues-without-elected-leaders/vhost/:vhost/pattern/:pattern	>=4.1
/health/checks/reached-target-cluster-size	>=4.2.4
/health/checks/ready-to-serve-clients	>=4.1.1
/health/checks/virtual-hosts	all
/healthchecks/node	all
/healthchecks/node/:node	all`

/** A line: environment variable, releases. */
export const environment = `RABBITMQ_ADVANCED_CONFIG_FILE	all
RABBITMQ_ALLOW_INPUT	all
RABBITMQ_BASE	all
RABBITMQ_BOOT_MODULE	all
RABBITMQ_CONFIG_FILE	all
RABBITMQ_CONFIG_FILES	all
RABBITMQ_CONF_ENV_FILE	all
RABBITMQ_CTL_DIST_PORT_MAX	all
RABBITMQ_CTL_DIST_PORT_MIN	all
RABBITMQ_CTL_ERL_ARGS	all
RABBITMQ_DBG	all
RABBITMQ_DEFAULT_ALLOC_ARGS	all
RABBITMQ_DEFAULT_PASS	>=3.9.4
RABBITMQ_DEFAULT_USER	>=3.9.4
RABBITMQ_DEFAULT_VHOST	>=3.9.4
RABBITMQ_DISTRIBUTION_BUFFER_SIZE	all
RABBITMQ_DIST_PORT	all
RABBITMQ_ENABLED_PLUGINS	all
RABBITMQ_ENABLED_PLUGINS_FILE	all
RABBITMQ_ENV_LOADED	all
RABBITMQ_ERLANG_COOKIE	>=3.9.4
RABBITMQ_FEATURE_FLAGS	all
RABBITMQ_FEATURE_FLAGS_FILE	all
RABBITMQ_HOME	all
RABBITMQ_IGNORE_SIGINT	all
RABBITMQ_IGNORE_SIGINT_FLAG	all
RABBITMQ_KEEP_PID_FILE_ON_EXIT	all
RABBITMQ_LOG	all
RABBITMQ_LOGS	all
RABBITMQ_LOG_BASE	all
RABBITMQ_LOG_FF_REGISTRY	<=4.0
RABBITMQ_MAX_NUMBER_OF_ATOMS	all
RABBITMQ_MAX_NUMBER_OF_PROCESSES	all
RABBITMQ_MAX_OPEN_FILES	>=4.1.4
RABBITMQ_MNESIA_BASE	all
RABBITMQ_MNESIA_DIR	all
RABBITMQ_MOTD_FILE	all
RABBITMQ_NODENAME	all
RABBITMQ_NODE_IP_ADDRESS	all
RABBITMQ_NODE_ONLY	all
RABBITMQ_NODE_PORT	all
RABBITMQ_PID_FILE	all
RABBITMQ_PLUGINS_DIR	all
RABBITMQ_PLUGINS_EXPAND_DIR	all
RABBITMQ_PRODUCT_NAME	all
RABBITMQ_PRODUCT_VERSION	all
RABBITMQ_QUORUM_DIR	all
RABBITMQ_SCHEDULER_BIND_TYPE	all
RABBITMQ_SCHEDULER_BUSY_WAIT_THRESHOLD	>=3.8.12
RABBITMQ_SCRIPTS_DIR	all
RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS	all
RABBITMQ_SERVER_CODE_PATH	all
RABBITMQ_SERVER_ERL_ARGS	all
RABBITMQ_SERVER_START_ARGS	all
RABBITMQ_START_RABBIT	all
RABBITMQ_STREAM_DIR	3.8.10,>=3.9
RABBITMQ_UPGRADE_LOG	<=3.11
RABBITMQ_USE_LONGNAME	all`
