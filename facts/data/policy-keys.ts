// Written by scripts/release-data.ts; not to be edited.

/** A line: key, who may set it, the plugin that brings it, releases. */
export const policyKeys = `alternate-exchange	user		all
consumer-disconnected-timeout	user		>=4.3
consumer-timeout	user		>=3.12
dead-letter-exchange	user		all
dead-letter-routing-key	user		all
dead-letter-strategy	user		>=3.10
delayed-retry-max	operator		>=4.3.1
delayed-retry-max	user		>=4.3.1
delayed-retry-min	operator		>=4.3.1
delayed-retry-min	user		>=4.3.1
delayed-retry-type	operator		>=4.3.1
delayed-retry-type	user		>=4.3.1
delivery-limit	operator		all
delivery-limit	user		all
expires	operator		all
expires	user		all
federation-upstream	user	rabbitmq_federation	<=4.1
federation-upstream	user	rabbitmq_federation_common	>=4.2
federation-upstream-pattern	user	rabbitmq_federation	<=4.1
federation-upstream-pattern	user	rabbitmq_federation_common	>=4.2
federation-upstream-set	user	rabbitmq_federation	<=4.1
federation-upstream-set	user	rabbitmq_federation_common	>=4.2
ha-mode	operator		3.11.10-3.13
ha-mode	user		<=3.13
ha-params	operator		3.11.10-3.13
ha-params	user		<=3.13
ha-promote-on-failure	user		<=3.13
ha-promote-on-shutdown	user		<=3.13
ha-sync-batch-size	user		<=3.13
ha-sync-mode	operator		3.11.15-3.13
ha-sync-mode	user		<=3.13
initial-cluster-size	user		3.8.10,>=3.9
max-age	user		3.8.10,>=3.9
max-in-memory-bytes	operator		all
max-in-memory-bytes	user		all
max-in-memory-length	operator		all
max-in-memory-length	user		all
max-length	operator		all
max-length	user		all
max-length-bytes	operator		all
max-length-bytes	user		all
max-segment-size	user		3.8.10
member-placement-tag	operator		>=4.4
member-placement-tag	user		>=4.4
message-ttl	operator		all
message-ttl	user		all
overflow	operator		>=3.12.7
overflow	user		all
queue-leader-locator	user		3.8.10,>=3.9
queue-master-locator	operator		>=4.0
queue-master-locator	user		all
queue-mode	user		all
queue-version	operator		3.11.24-3.11,>=3.12.7
queue-version	user		>=3.10
routing-key	user	rabbitmq_sharding	all
shards-per-node	user	rabbitmq_sharding	all
stream-filter-size-bytes	user		>=3.13
stream-max-segment-size-bytes	user		>=3.9
target-group-size	operator		>=3.13
target-group-size	user		>=3.13`

/** A line: key, type of the queues that no policy with that key applies to, releases. */
export const inapplicableKeys = `alternate-exchange	classic	3.8.10
alternate-exchange	quorum	<=3.8.12
alternate-exchange	stream	3.8.10
dead-letter-exchange	stream	3.8.10,>=3.9
dead-letter-routing-key	stream	3.8.10,>=3.9
dead-letter-strategy	classic	>=3.10
dead-letter-strategy	stream	>=3.10
delivery-limit	classic	>=3.10
delivery-limit	stream	3.8.10,>=3.9
expires	stream	3.8.10,>=3.9
federation-upstream	classic	3.8.10
federation-upstream	quorum	<=3.8.12
federation-upstream	stream	3.8.10
federation-upstream-pattern	classic	3.8.10
federation-upstream-pattern	quorum	<=3.8.12
federation-upstream-pattern	stream	3.8.10
federation-upstream-set	classic	3.8.10
federation-upstream-set	quorum	<=3.8.12
federation-upstream-set	stream	3.8.10
ha-mode	quorum	all
ha-mode	stream	3.8.10,>=3.9
ha-params	quorum	all
ha-params	stream	3.8.10,>=3.9
ha-promote-on-failure	quorum	all
ha-promote-on-failure	stream	3.8.10,>=3.9
ha-promote-on-shutdown	quorum	all
ha-promote-on-shutdown	stream	3.8.10,>=3.9
ha-sync-batch-size	classic	3.8.10
ha-sync-batch-size	quorum	<=3.8.12
ha-sync-batch-size	stream	3.8.10
ha-sync-mode	quorum	all
ha-sync-mode	stream	3.8.10,>=3.9
initial-cluster-size	classic	3.8.10,>=3.9
initial-cluster-size	quorum	3.8.10,>=3.9
max-age	classic	3.8.10,>=3.9
max-age	quorum	3.8.10,>=3.9
max-in-memory-bytes	classic	>=3.12.7
max-in-memory-bytes	stream	3.8.10,>=3.9
max-in-memory-length	classic	>=3.12.7
max-in-memory-length	stream	3.8.10,>=3.9
max-length	stream	3.8.10,>=3.9
max-priority	quorum	>=3.8.13
max-priority	stream	>=3.9
max-segment-size	classic	3.8.10
max-segment-size	quorum	3.8.10
message-ttl	quorum	<=3.9
message-ttl	stream	3.8.10,>=3.9
overflow	stream	3.8.10,>=3.9
queue-leader-locator	classic	3.8.10,3.9-3.13
queue-leader-locator	quorum	3.8.10,3.9
queue-master-locator	quorum	all
queue-master-locator	stream	3.8.10,>=3.9
queue-mode	quorum	all
queue-mode	stream	3.8.10,>=3.9
routing-key	classic	3.8.10
routing-key	quorum	<=3.8.12
routing-key	stream	3.8.10
selector-field-max-bytes	classic	>=4.3
selector-field-max-bytes	quorum	>=4.3
selector-field-max-bytes	stream	>=4.3
selector-fields	classic	>=4.3
selector-fields	quorum	>=4.3
selector-fields	stream	>=4.3
shards-per-node	classic	3.8.10
shards-per-node	quorum	<=3.8.12
shards-per-node	stream	3.8.10
single-active-consumer	quorum	3.8.13-4.1
single-active-consumer	stream	3.9-4.1
stream-max-segment-size-bytes	classic	>=3.9
stream-max-segment-size-bytes	quorum	>=3.9
target-group-size	classic	>=3.12.7
target-group-size	stream	>=3.12.7`
