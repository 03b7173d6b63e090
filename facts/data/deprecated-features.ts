// Written by scripts/release-data.ts; not to be edited.

/** A line: name, phase, releases. */
export const deprecatedFeatures = `amqp_address_v1	denied_by_default	>=4.3
amqp_address_v1	permitted_by_default	4.0-4.2
amqp_filter_set_bug	denied_by_default	>=4.3
amqp_filter_set_bug	permitted_by_default	4.1-4.2
classic_queue_mirroring	permitted_by_default	3.13
classic_queue_mirroring	removed	>=4.0
global_qos	denied_by_default	>=4.3
global_qos	permitted_by_default	3.13-4.2
management_metrics_collection	permitted_by_default	>=3.13
queue_master_locator	denied_by_default	>=4.3
queue_master_locator	permitted_by_default	4.0-4.2
ram_node_type	permitted_by_default	3.13-4.2
ram_node_type	removed	>=4.3
transient_nonexcl_queues	denied_by_default	>=4.3
transient_nonexcl_queues	permitted_by_default	3.13-4.2`
