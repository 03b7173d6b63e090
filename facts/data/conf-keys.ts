// Written by scripts/release-data.ts; not to be edited.

/** A line: name of a validator, its description, releases. */
export const confValidators = `byte	Integer is not 0<i<255	<=3.8.9
byte	Integer must be in the range [0, 255]	>=3.8.10
connection_close_timeout	timeout must not exceed 5000ms	4.1.8-4.1,>=4.2.3
dir_writable	Cannot create file in dir	<=3.9
dir_writable	Directory must be writable	>=3.10
file_accessible	file does not exist or cannot be read by the node	>=3.8.12
file_accessible	file doesn't exist or isn't readable	<=3.8.11
https_uri	According to the JWT Specification, Key Server URL must be https.	>=3.9.12
is_dir	is not directory	all
is_ip	string is a valid IP address	<=3.9.9
is_ip	value should be a valid IP address	>=3.9.10
is_supported_information_unit	supported formats: 500MB, 500MiB, 10GB, 10GiB, 2TB, 2TiB, 10000000000	>=3.13
less_than_1	Float is not between 0 and 1	all
less_then_512MB	Max message size should be less than 512MB and gre than 0	<=3.8.22,3.9-3.9.5
max_message_size	Max message size should be between 0 and 512MB	3.8.23-3.8,>=3.9.6
mirroring_sync_batch_size	Batch size should be greater than 0 and less than 1M	3.8.23-3.8,>=3.9.6
non_negative_integer	number should be greater or equal to zero	all
non_zero_positive_16_bit_integer	number should be between 1 and 65535	3.11.25-3.11,3.12.8-3.13
non_zero_positive_integer	number should be greater or equal to one	all
pem_file	PEM file does not exist, cannot be read, or does not contain valid PEM-encoded X.509 certificate or private key data	>=4.3
port	Invalid port number	all
positive_16_bit_unsigned_integer	number should be between 1 and 65535	>=4.0
positive_32_bit_unsigned_integer	number should be between 1 and 4294967295	>=4.0
size_less_than_2G	Byte size should be less than 2G and greater than 0	<=3.8.22,3.9-3.9.5
uri	URI string (no additional validation)	4.2.8-4.2,>=4.3.2
valid_regex	string must be a valid regular expression	>=3.11.3`

/** A line: key, datatypes, names of validators, aliases, releases. */
export const confKeys = `amqp10_client.ssl_options	enum(none)			>=4.2.6
amqp10_client.ssl_options.cacertfile	string	file_accessible		>=4.2.6
amqp10_client.ssl_options.cacerts.$name	string			>=4.2.6
amqp10_client.ssl_options.cert	string			>=4.2.6
amqp10_client.ssl_options.certfile	string	file_accessible		>=4.2.6
amqp10_client.ssl_options.crl_check	enum(true,false,peer,best_effort)			>=4.2.6
amqp10_client.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
amqp10_client.ssl_options.depth	integer	byte		4.2.6-4.2.7,4.3-4.3.1
amqp10_client.ssl_options.key.DSAPrivateKey	string			>=4.2.6
amqp10_client.ssl_options.key.PrivateKeyInfo	string			>=4.2.6
amqp10_client.ssl_options.key.RSAPrivateKey	string			>=4.2.6
amqp10_client.ssl_options.keyfile	string	file_accessible		>=4.2.6
amqp10_client.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
amqp10_client.ssl_options.log_alert	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp10_client.ssl_options.password	tagged_binary | binary			>=4.2.6
amqp10_client.ssl_options.psk_identity	string			>=4.2.6
amqp10_client.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
amqp10_client.ssl_options.reuse_sessions	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp10_client.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
amqp10_client.ssl_options.secure_renegotiate	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp10_client.ssl_options.sni	enum(none) | string			>=4.2.6
amqp10_client.ssl_options.verify	enum(verify_peer,verify_none)			>=4.2.6
amqp10_client.ssl_options.versions.$version	atom			>=4.2.6
amqp1_0.convert_amqp091_headers_to_app_props	enum(true,false)			3.11-3.13
amqp1_0.convert_app_props_to_amqp091_headers	enum(true,false)			3.11-3.13
amqp1_0.default_user	enum(none) | string			<=3.13
amqp1_0.default_vhost	string			<=3.13
amqp1_0.protocol_strict_mode	enum(true,false)			<=3.13
amqp_client.ssl_options	enum(none)			>=4.2.6
amqp_client.ssl_options.cacertfile	string	file_accessible		>=4.2.6
amqp_client.ssl_options.cacerts.$name	string			>=4.2.6
amqp_client.ssl_options.cert	string			>=4.2.6
amqp_client.ssl_options.certfile	string	file_accessible		>=4.2.6
amqp_client.ssl_options.crl_check	enum(true,false,peer,best_effort)			>=4.2.6
amqp_client.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
amqp_client.ssl_options.depth	integer	byte		4.2.6-4.2.7,4.3-4.3.1
amqp_client.ssl_options.key.DSAPrivateKey	string			>=4.2.6
amqp_client.ssl_options.key.PrivateKeyInfo	string			>=4.2.6
amqp_client.ssl_options.key.RSAPrivateKey	string			>=4.2.6
amqp_client.ssl_options.keyfile	string	file_accessible		>=4.2.6
amqp_client.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
amqp_client.ssl_options.log_alert	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp_client.ssl_options.password	tagged_binary | binary			>=4.2.6
amqp_client.ssl_options.psk_identity	string			>=4.2.6
amqp_client.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
amqp_client.ssl_options.reuse_sessions	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp_client.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
amqp_client.ssl_options.secure_renegotiate	enum(true,false)			4.2.6-4.2.7,4.3-4.3.1
amqp_client.ssl_options.sni	enum(none) | string			>=4.2.6
amqp_client.ssl_options.verify	enum(verify_peer,verify_none)			>=4.2.6
amqp_client.ssl_options.versions.$version	atom			>=4.2.6
anonymous_login_pass	tagged_binary | binary			>=4.0
anonymous_login_user	enum(none) | binary			>=4.0
auth_backends.$num	atom			all
auth_backends.$num.authn	atom			all
auth_backends.$num.authz	atom			all
auth_cache.cache_module	atom			all
auth_cache.cache_refusals	boolean			4.2.8-4.2,>=4.3.2
auth_cache.cache_refusals	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_cache.cache_ttl	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
auth_cache.cache_ttl	integer(min=0)			4.2.8-4.2,>=4.3.2
auth_cache.cached_backend	atom			all
auth_cache.cached_backend.authn	atom			all
auth_cache.cached_backend.authz	atom			all
auth_http.authorization_failure_disclosure	boolean			>=4.3.2
auth_http.authorization_failure_disclosure	enum(true,false)			4.3-4.3.1
auth_http.connection_timeout	integer			3.8.18-3.8,>=3.10
auth_http.http_method	enum(get,post)			all
auth_http.request_timeout	integer			3.8.18-3.8,>=3.10
auth_http.resource_path	string	uri		all
auth_http.ssl_options	enum(none)			>=3.13.4
auth_http.ssl_options.cacertfile	string	file_accessible		3.13.4-4.2
auth_http.ssl_options.cacertfile	string	pem_file		>=4.3
auth_http.ssl_options.cacerts.$name	string			3.13.4-4.1
auth_http.ssl_options.cert	string			>=3.13.4
auth_http.ssl_options.certfile	string	file_accessible		3.13.4-4.2
auth_http.ssl_options.certfile	string	pem_file		>=4.3
auth_http.ssl_options.ciphers.$cipher	string			4.2.7-4.2,>=4.3.1
auth_http.ssl_options.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.client_renegotiation	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.crl_check	enum(true,false,peer,best_effort)			>=3.13.4
auth_http.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.depth	integer	byte		3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.dh	string			>=3.13.4
auth_http.ssl_options.dhfile	string	file_accessible		>=3.13.4
auth_http.ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.fail_if_no_peer_cert	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.honor_cipher_order	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.honor_ecc_order	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.hostname_verification	enum(wildcard,none)			>=3.13.4
auth_http.ssl_options.key.DSAPrivateKey	string			>=3.13.4
auth_http.ssl_options.key.PrivateKeyInfo	string			>=3.13.4
auth_http.ssl_options.key.RSAPrivateKey	string			>=3.13.4
auth_http.ssl_options.keyfile	string	file_accessible		3.13.4-4.2
auth_http.ssl_options.keyfile	string	pem_file		>=4.3
auth_http.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.log_alert	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.password	string			3.13.4-3.13
auth_http.ssl_options.password	tagged_binary | binary			>=4.0
auth_http.ssl_options.psk_identity	string			>=3.13.4
auth_http.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.reuse_sessions	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
auth_http.ssl_options.secure_renegotiate	enum(true,false)			3.13.4-4.2.7,4.3-4.3.1
auth_http.ssl_options.sni	enum(none) | string			>=3.13.4
auth_http.ssl_options.verify	enum(verify_peer,verify_none)			>=3.13.4
auth_http.ssl_options.versions.$version	atom			>=3.13.4
auth_http.topic_path	string	uri		all
auth_http.user_path	string	uri		all
auth_http.vhost_path	string	uri		all
auth_ldap.connection_pool_size	integer			all
auth_ldap.dn_lookup_attribute	enum(none) | string			all
auth_ldap.dn_lookup_base	enum(none) | string			all
auth_ldap.dn_lookup_bind	enum(as_user,anon)			all
auth_ldap.dn_lookup_bind.password	string			<=3.13
auth_ldap.dn_lookup_bind.password	tagged_binary | binary			>=4.0
auth_ldap.dn_lookup_bind.user_dn	string			all
auth_ldap.group_lookup_base	enum(none) | string			all
auth_ldap.idle_timeout	integer | =infinity			all
auth_ldap.log	enum(true,false,network,network_unsafe)			all
auth_ldap.other_bind	enum(as_user,anon)			all
auth_ldap.other_bind.password	string			<=3.13
auth_ldap.other_bind.password	tagged_binary | binary			>=4.0
auth_ldap.other_bind.user_dn	string			all
auth_ldap.port	integer			all
auth_ldap.queries.resource_access	string			>=4.2.1
auth_ldap.queries.tags	string			>=4.2.1
auth_ldap.queries.topic_access	string			>=4.2.1
auth_ldap.queries.vhost_access	string			>=4.2.1
auth_ldap.servers	enum(none)			all
auth_ldap.servers.$server	string			all
auth_ldap.ssl_options	enum(none)			all
auth_ldap.ssl_options.cacertfile	string	file_accessible		<=4.2
auth_ldap.ssl_options.cacertfile	string	pem_file		>=4.3
auth_ldap.ssl_options.cacerts.$name	string			<=4.1
auth_ldap.ssl_options.cert	string			all
auth_ldap.ssl_options.certfile	string	file_accessible		<=4.2
auth_ldap.ssl_options.certfile	string	pem_file		>=4.3
auth_ldap.ssl_options.ciphers.$cipher	string			4.2.7-4.2,>=4.3.1
auth_ldap.ssl_options.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.crl_check	enum(true,false,peer,best_effort)			all
auth_ldap.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.depth	integer	byte		<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.dh	string			all
auth_ldap.ssl_options.dhfile	string	file_accessible		all
auth_ldap.ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.hostname_verification	enum(wildcard,none)			>=3.8.12
auth_ldap.ssl_options.key.DSAPrivateKey	string			all
auth_ldap.ssl_options.key.PrivateKeyInfo	string			all
auth_ldap.ssl_options.key.RSAPrivateKey	string			all
auth_ldap.ssl_options.keyfile	string	file_accessible		<=4.2
auth_ldap.ssl_options.keyfile	string	pem_file		>=4.3
auth_ldap.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.password	string			<=4.2.5
auth_ldap.ssl_options.password	tagged_binary | binary			>=4.2.6
auth_ldap.ssl_options.psk_identity	string			all
auth_ldap.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.ssl_options.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.ssl_options.sni	enum(none) | string			>=3.8.12
auth_ldap.ssl_options.verify	enum(verify_peer,verify_none)			all
auth_ldap.ssl_options.versions.$version	atom			all
auth_ldap.timeout	integer | =infinity			all
auth_ldap.use_ssl	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.use_ssl	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.use_starttls	boolean			4.2.8-4.2,>=4.3.2
auth_ldap.use_starttls	enum(true,false)			<=4.2.7,4.3-4.3.1
auth_ldap.user_bind_pattern	string			all
auth_ldap.user_dn_pattern	string			all
auth_mechanisms.$name	atom			all
auth_oauth2.additional_scopes_key	string			>=3.8.13
auth_oauth2.algorithms.$algorithm	string			>=3.9.12
auth_oauth2.authorization_endpoint	string	uri,https_uri		>=3.13.4
auth_oauth2.default_key	string			>=3.8.13
auth_oauth2.default_oauth_provider	string			>=3.13
auth_oauth2.discovery.verify_https_endpoints	boolean			>=4.4
auth_oauth2.discovery.verify_issuer	boolean			>=4.4
auth_oauth2.discovery_endpoint_params.$param	string			>=4.1
auth_oauth2.discovery_endpoint_path	string			>=4.1
auth_oauth2.end_session_endpoint	string	uri,https_uri		>=3.13.4
auth_oauth2.https.cacertfile	file	file_accessible		3.9.12-4.2
auth_oauth2.https.cacertfile	file	pem_file		>=4.3
auth_oauth2.https.crl_check	enum(true,false,peer,best_effort)			>=3.9.12
auth_oauth2.https.depth	integer			>=3.9.12
auth_oauth2.https.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
auth_oauth2.https.fail_if_no_peer_cert	enum(true,false)			3.9.12-4.2.7,4.3-4.3.1
auth_oauth2.https.hostname_verification	enum(wildcard,none)			>=3.9.12
auth_oauth2.https.peer_verification	enum(verify_peer,verify_none)			>=3.9.12
auth_oauth2.https.verify	enum(verify_peer,verify_none)			>=3.13.2
auth_oauth2.issuer	string	uri,https_uri		>=3.13
auth_oauth2.jwks_uri	string	uri,https_uri		>=4.1
auth_oauth2.jwks_url	string	uri,https_uri		>=3.9.12
auth_oauth2.oauth_providers.$name.algorithms.$algorithm	string			>=4.0
auth_oauth2.oauth_providers.$name.authorization_endpoint	string	uri,https_uri		>=3.13.4
auth_oauth2.oauth_providers.$name.default_key	string			>=4.0
auth_oauth2.oauth_providers.$name.discovery.verify_https_endpoints	boolean			>=4.4
auth_oauth2.oauth_providers.$name.discovery.verify_issuer	boolean			>=4.4
auth_oauth2.oauth_providers.$name.discovery_endpoint_params.$param	string			>=4.1
auth_oauth2.oauth_providers.$name.discovery_endpoint_path	string			>=4.1
auth_oauth2.oauth_providers.$name.end_session_endpoint	string	uri,https_uri		>=3.13.4
auth_oauth2.oauth_providers.$name.https.cacertfile	file	file_accessible		3.13-4.2
auth_oauth2.oauth_providers.$name.https.cacertfile	file	pem_file		>=4.3
auth_oauth2.oauth_providers.$name.https.crl_check	enum(true,false,peer,best_effort)			>=3.13
auth_oauth2.oauth_providers.$name.https.depth	integer			>=3.13
auth_oauth2.oauth_providers.$name.https.hostname_verification	enum(wildcard,none)			>=3.13
auth_oauth2.oauth_providers.$name.https.verify	enum(verify_peer,verify_none)			>=3.13
auth_oauth2.oauth_providers.$name.issuer	string	uri,https_uri		>=3.13
auth_oauth2.oauth_providers.$name.jwks_uri	string	uri,https_uri		>=3.13
auth_oauth2.oauth_providers.$name.signing_keys.$id	file	file_accessible		4.0-4.2
auth_oauth2.oauth_providers.$name.signing_keys.$id	file	pem_file		>=4.3
auth_oauth2.oauth_providers.$name.token_endpoint	string	uri,https_uri		>=3.13
auth_oauth2.preferred_username_claims	string			3.11.6-3.11.9
auth_oauth2.preferred_username_claims.$preferred_username_claims	string			3.10.19-3.10,>=3.11.10
auth_oauth2.require_exp	boolean			4.2.9-4.2,>=4.3.3
auth_oauth2.resource_server_id	string			>=3.8.13
auth_oauth2.resource_server_type	string			>=3.10.19
auth_oauth2.resource_servers.$name.additional_scopes_key	string			>=3.13
auth_oauth2.resource_servers.$name.id	string			>=3.13
auth_oauth2.resource_servers.$name.oauth_provider_id	string			>=3.13
auth_oauth2.resource_servers.$name.preferred_username_claims.$preferred_username_claims	string			>=4.0
auth_oauth2.resource_servers.$name.resource_server_type	string			>=3.13
auth_oauth2.resource_servers.$name.scope_aliases.$alias	string			>=4.1
auth_oauth2.resource_servers.$name.scope_aliases.$index.alias	string			>=4.1
auth_oauth2.resource_servers.$name.scope_aliases.$index.scope	string			>=4.1
auth_oauth2.resource_servers.$name.scope_pattern_syntax	enum(wildcard,regex)			>=4.4
auth_oauth2.resource_servers.$name.scope_prefix	string			>=3.13
auth_oauth2.scope_aliases.$alias	string			>=4.1
auth_oauth2.scope_aliases.$index.alias	string			>=4.1
auth_oauth2.scope_aliases.$index.scope	string			>=4.1
auth_oauth2.scope_pattern_syntax	enum(wildcard,regex)			>=4.4
auth_oauth2.scope_prefix	string			>=3.11.17
auth_oauth2.signing_keys.$name	file	file_accessible		3.8.13-4.2
auth_oauth2.signing_keys.$name	file	pem_file		>=4.3
auth_oauth2.token_endpoint	string	uri,https_uri		>=3.13
auth_oauth2.verify_aud	boolean			4.2.8-4.2,>=4.3.2
auth_oauth2.verify_aud	enum(true,false)			3.10.19-4.2.7,4.3-4.3.1
aws.prefer_imdsv2	boolean			4.2.8-4.2,>=4.3.2
aws.prefer_imdsv2	enum(true,false)			3.8.15-4.2.7,4.3-4.3.1
background_gc_enabled	boolean			4.2.8-4.2,>=4.3.2
background_gc_enabled	enum(true,false)			<=4.2.7,4.3-4.3.1
background_gc_target_interval	integer			all
channel_interceptor.priorities.$name	integer			>=4.3.6
channel_max	integer			<=4.2.6,4.3-4.3.0
channel_max_per_node	=infinity | integer			>=3.12.13
channel_tx_message_max	=infinity | integer			>=4.3.6
classic_queue.default_version	integer	non_zero_positive_integer		3.10-4.2.7,4.3-4.3.1
classic_queue.default_version	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_exchange_limit	=infinity | integer	non_negative_integer		>=4.1.4
cluster_formation.aws.access_key_id	string			all
cluster_formation.aws.ec2_instance_states.$state	string			>=4.2.4
cluster_formation.aws.hostname_path	string			>=3.13
cluster_formation.aws.hostname_path.$number	string			>=4.2.4
cluster_formation.aws.instance_tags	enum(none)			all
cluster_formation.aws.instance_tags.$name	string			all
cluster_formation.aws.region	string			all
cluster_formation.aws.secret_key	string			<=4.2.5
cluster_formation.aws.secret_key	tagged_string | string			>=4.2.6
cluster_formation.aws.use_autoscaling_group	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.aws.use_autoscaling_group	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.aws.use_private_ip	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.aws.use_private_ip	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.classic_config.nodes.$node	atom			all
cluster_formation.consul.acl_token	string			<=4.2.5
cluster_formation.consul.acl_token	tagged_string | string			>=4.2.6
cluster_formation.consul.cluster_name	string			all
cluster_formation.consul.deregister_after	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.consul.deregister_after	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.consul.domain_suffix	string			all
cluster_formation.consul.host	string			all
cluster_formation.consul.include_nodes_with_warnings	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.include_nodes_with_warnings	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.consul.lock_prefix	string			all
cluster_formation.consul.lock_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.consul.lock_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.consul.lock_wait_time	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.consul.lock_wait_time	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.consul.port	integer	port		all
cluster_formation.consul.scheme	string			all
cluster_formation.consul.ssl_options	enum(none)			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.cacertfile	string	file_accessible		3.8.35-3.8,3.9.21-3.9,3.10.6-4.2
cluster_formation.consul.ssl_options.cacertfile	string	pem_file		>=4.3
cluster_formation.consul.ssl_options.cacerts.$name	string			3.8.35-3.8,3.9.21-3.9,3.10.6-4.1
cluster_formation.consul.ssl_options.cert	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.certfile	string	file_accessible		3.8.35-3.8,3.9.21-3.9,3.10.6-4.2
cluster_formation.consul.ssl_options.certfile	string	pem_file		>=4.3
cluster_formation.consul.ssl_options.ciphers.$cipher	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.crl_check	enum(true,false,peer,best_effort)			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
cluster_formation.consul.ssl_options.depth	integer	byte		3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.7,4.3-4.3.1
cluster_formation.consul.ssl_options.dh	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.dhfile	string	file_accessible		3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.ssl_options.fail_if_no_peer_cert	enum(true,false)			3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.7,4.3-4.3.1
cluster_formation.consul.ssl_options.key.DSAPrivateKey	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.key.PrivateKeyInfo	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.key.RSAPrivateKey	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.keyfile	string	file_accessible		3.8.35-3.8,3.9.21-3.9,3.10.6-4.2
cluster_formation.consul.ssl_options.keyfile	string	pem_file		>=4.3
cluster_formation.consul.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.ssl_options.log_alert	enum(true,false)			3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.7,4.3-4.3.1
cluster_formation.consul.ssl_options.password	string			3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.5
cluster_formation.consul.ssl_options.password	tagged_binary | binary			>=4.2.6
cluster_formation.consul.ssl_options.psk_identity	string			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.ssl_options.reuse_sessions	enum(true,false)			3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.7,4.3-4.3.1
cluster_formation.consul.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.ssl_options.secure_renegotiate	enum(true,false)			3.8.35-3.8,3.9.21-3.9,3.10.6-4.2.7,4.3-4.3.1
cluster_formation.consul.ssl_options.verify	enum(verify_peer,verify_none)			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.ssl_options.versions.$version	atom			3.8.35-3.8,3.9.21-3.9,>=3.10.6
cluster_formation.consul.svc	string			all
cluster_formation.consul.svc_addr	string			all
cluster_formation.consul.svc_addr_auto	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.svc_addr_auto	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.consul.svc_addr_nic	string			all
cluster_formation.consul.svc_addr_use_nodename	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.svc_addr_use_nodename	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.consul.svc_id	string			>=3.13.5
cluster_formation.consul.svc_meta	enum(none)			all
cluster_formation.consul.svc_meta.$name	string			all
cluster_formation.consul.svc_port	integer	port		all
cluster_formation.consul.svc_tags	enum(none)			all
cluster_formation.consul.svc_tags.$name	string			all
cluster_formation.consul.svc_ttl	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.consul.svc_ttl	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.consul.use_longname	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.consul.use_longname	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.discovery_retry_interval	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
cluster_formation.discovery_retry_interval	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_formation.discovery_retry_limit	=unlimited | integer			>=4.0.8
cluster_formation.discovery_retry_limit	integer	non_zero_positive_integer		<=4.0.7
cluster_formation.dns.hostname	string			all
cluster_formation.etcd.cluster_name	string			all
cluster_formation.etcd.endpoints	enum(none)			all
cluster_formation.etcd.endpoints.$index	string | ip			all
cluster_formation.etcd.host	string			all
cluster_formation.etcd.key_prefix	string			all
cluster_formation.etcd.lock_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.etcd.lock_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.lock_wait_time	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.etcd.lock_wait_time	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.node_ttl	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.etcd.node_ttl	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.password	string			<=4.2.5
cluster_formation.etcd.password	tagged_binary | binary			>=4.2.6
cluster_formation.etcd.port	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.etcd.port	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.scheme	string			all
cluster_formation.etcd.ssl_options	enum(none)			all
cluster_formation.etcd.ssl_options.cacertfile	string	file_accessible		<=4.2
cluster_formation.etcd.ssl_options.cacertfile	string	pem_file		>=4.3
cluster_formation.etcd.ssl_options.cacerts.$name	string			<=4.1
cluster_formation.etcd.ssl_options.cert	string			all
cluster_formation.etcd.ssl_options.certfile	string	file_accessible		<=4.2
cluster_formation.etcd.ssl_options.certfile	string	pem_file		>=4.3
cluster_formation.etcd.ssl_options.ciphers.$cipher	string			all
cluster_formation.etcd.ssl_options.crl_check	enum(true,false,peer,best_effort)			all
cluster_formation.etcd.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.ssl_options.depth	integer	byte		<=4.2.7,4.3-4.3.1
cluster_formation.etcd.ssl_options.dh	string			<=4.0
cluster_formation.etcd.ssl_options.dhfile	string	file_accessible		<=4.0
cluster_formation.etcd.ssl_options.fail_if_no_peer_cert	enum(true,false)			<=4.0
cluster_formation.etcd.ssl_options.key.DSAPrivateKey	string			all
cluster_formation.etcd.ssl_options.key.PrivateKeyInfo	string			all
cluster_formation.etcd.ssl_options.key.RSAPrivateKey	string			all
cluster_formation.etcd.ssl_options.keyfile	string	file_accessible		<=4.2
cluster_formation.etcd.ssl_options.keyfile	string	pem_file		>=4.3
cluster_formation.etcd.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.ssl_options.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.etcd.ssl_options.password	string			<=4.2.5
cluster_formation.etcd.ssl_options.password	tagged_binary | binary			>=4.2.6
cluster_formation.etcd.ssl_options.psk_identity	string			all
cluster_formation.etcd.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.ssl_options.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.etcd.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.etcd.ssl_options.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.etcd.ssl_options.verify	enum(verify_peer,verify_none)			all
cluster_formation.etcd.ssl_options.versions.$version	atom			all
cluster_formation.etcd.username	string			all
cluster_formation.internal_lock_retries	integer	non_zero_positive_integer		3.8.18-4.2.7,4.3-4.3.1
cluster_formation.internal_lock_retries	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_formation.k8s.address_type	enum(hostname,ip)			all
cluster_formation.k8s.cert_path	string			<=3.13.1
cluster_formation.k8s.cert_path	string	file_accessible		3.13.2-4.2
cluster_formation.k8s.cert_path	string	pem_file		>=4.3
cluster_formation.k8s.host	string			all
cluster_formation.k8s.hostname_suffix	string			all
cluster_formation.k8s.namespace_path	string			<=3.13.1
cluster_formation.k8s.namespace_path	string	file_accessible		>=3.13.2
cluster_formation.k8s.ordinal_start	integer			>=4.1
cluster_formation.k8s.port	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.k8s.port	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.k8s.scheme	string			all
cluster_formation.k8s.seed_node	string			>=4.1
cluster_formation.k8s.service_name	string			all
cluster_formation.k8s.tls.cacertfile	string	file_accessible		3.13.2-4.2
cluster_formation.k8s.tls.cacertfile	string	pem_file		>=4.3
cluster_formation.k8s.tls.certfile	string	file_accessible		3.13.2-4.2
cluster_formation.k8s.tls.certfile	string	pem_file		>=4.3
cluster_formation.k8s.tls.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.k8s.tls.fail_if_no_peer_cert	enum(true,false)			3.13.2-4.2.7,4.3-4.3.1
cluster_formation.k8s.tls.keyfile	string	file_accessible		3.13.2-4.2
cluster_formation.k8s.tls.keyfile	string	pem_file		>=4.3
cluster_formation.k8s.tls.verify	enum(verify_peer,verify_none)			>=3.13.2
cluster_formation.k8s.token_path	string			<=3.13.1
cluster_formation.k8s.token_path	string	file_accessible		>=3.13.2
cluster_formation.lock_retry_limit	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
cluster_formation.lock_retry_limit	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_formation.lock_retry_timeout	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
cluster_formation.lock_retry_timeout	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_formation.node_cleanup.interval	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
cluster_formation.node_cleanup.interval	integer(min=0)			4.2.8-4.2,>=4.3.2
cluster_formation.node_cleanup.only_log_warning	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.node_cleanup.only_log_warning	enum(true,false)			<=4.2.7,4.3-4.3.1
cluster_formation.node_type	enum(disc,disk)			>=4.3
cluster_formation.node_type	enum(disc,disk,ram)			<=4.2
cluster_formation.peer_discovery_backend	atom			all
cluster_formation.proxy.http_proxy	string			all
cluster_formation.proxy.https_proxy	string			all
cluster_formation.proxy.proxy_exclusions.$name	string			all
cluster_formation.randomized_startup_delay_range.max	integer			<=3.8.17
cluster_formation.randomized_startup_delay_range.max	string			3.8.18-3.13
cluster_formation.randomized_startup_delay_range.min	integer			<=3.8.17
cluster_formation.randomized_startup_delay_range.min	string			3.8.18-3.13
cluster_formation.registration.enabled	boolean			4.2.8-4.2,>=4.3.2
cluster_formation.registration.enabled	enum(true,false)			4.0.6-4.2.7,4.3-4.3.1
cluster_formation.target_cluster_size_hint	integer	non_zero_positive_integer		3.8.24-3.8,3.9.9-4.2.7,4.3-4.3.1
cluster_formation.target_cluster_size_hint	integer(min=1)			4.2.8-4.2,>=4.3.2
cluster_keepalive_interval	integer			all
cluster_name	string			all
cluster_partition_handling	enum(ignore,pause_minority,autoheal,pause_if_all_down)			all
cluster_partition_handling.pause_if_all_down.nodes.$name	atom			all
cluster_partition_handling.pause_if_all_down.recover	enum(ignore,autoheal)			all
cluster_queue_limit	=infinity | integer			>=3.13.3
cluster_tags.$tag	binary			>=4.0.4
collect_statistics	enum(none,coarse,fine)			all
collect_statistics_interval	integer			all
connection_max	=infinity | integer			<=4.2.6,4.3-4.3.0
consumer_disconnected_timeout	integer	non_zero_positive_integer		4.3-4.3.1
consumer_disconnected_timeout	integer(min=1)			>=4.3.2
consumer_max_per_channel	=infinity | integer			3.12.14-3.12,>=3.13.1
consumer_timeout	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
consumer_timeout	integer(min=1)			4.2.8-4.2,>=4.3.2
consumer_timeout_response	enum(notify_consumer,close_channel)			>=4.3.7
credential_validator.min_length	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
credential_validator.min_length	integer(min=0)			4.2.8-4.2,>=4.3.2
credential_validator.regexp	string			all
credential_validator.validation_backend	atom			all
credentials_obfuscation.cipher	atom			>=4.0.8
credentials_obfuscation.enabled	enum(true,false)			>=4.0.8
credentials_obfuscation.hash	atom			>=4.0.8
credentials_obfuscation.iterations	integer	non_zero_positive_integer		>=4.0.8
default_limits.vhosts.$id.max_connections	integer	non_zero_positive_integer		3.11.3-4.2.7,4.3-4.3.1
default_limits.vhosts.$id.max_connections	integer(min=1)			4.2.8-4.2,>=4.3.2
default_limits.vhosts.$id.max_queues	integer	non_zero_positive_integer		3.11.3-4.2.7,4.3-4.3.1
default_limits.vhosts.$id.max_queues	integer(min=1)			4.2.8-4.2,>=4.3.2
default_limits.vhosts.$id.pattern	string	valid_regex		>=3.11.3
default_pass	string			<=3.13
default_pass	tagged_binary | binary			>=4.0
default_permissions.configure	string			all
default_permissions.read	string			all
default_permissions.write	string			all
default_policies.operator.$id.apply_to	string			>=4.2.2
default_policies.operator.$id.classic_queues.ha_mode	string			>=3.11.10
default_policies.operator.$id.classic_queues.ha_params	integer | list(string)			>=3.11.10
default_policies.operator.$id.classic_queues.ha_sync_mode	string			>=3.11.15
default_policies.operator.$id.classic_queues.queue_version	integer	non_zero_positive_integer		3.11.24-3.11,3.12.7-4.2.7,4.3-4.3.1
default_policies.operator.$id.classic_queues.queue_version	integer(min=1)			4.2.8-4.2,>=4.3.2
default_policies.operator.$id.delivery_limit	integer	non_zero_positive_integer		3.11.6-4.2.7,4.3-4.3.1
default_policies.operator.$id.delivery_limit	integer(min=1)			4.2.8-4.2,>=4.3.2
default_policies.operator.$id.expires	duration(ms)			>=3.11.6
default_policies.operator.$id.max_in_memory_bytes	bytesize	non_zero_positive_integer		>=3.11.6
default_policies.operator.$id.max_in_memory_length	integer	non_zero_positive_integer		3.11.6-4.2.7,4.3-4.3.1
default_policies.operator.$id.max_in_memory_length	integer(min=1)			4.2.8-4.2,>=4.3.2
default_policies.operator.$id.max_length	integer	non_zero_positive_integer		3.11.6-4.2.7,4.3-4.3.1
default_policies.operator.$id.max_length	integer(min=1)			4.2.8-4.2,>=4.3.2
default_policies.operator.$id.max_length_bytes	bytesize	non_zero_positive_integer		>=3.11.6
default_policies.operator.$id.message_ttl	duration(ms)			>=3.11.6
default_policies.operator.$id.queue_pattern	string	valid_regex		>=3.11.6
default_policies.operator.$id.vhost_pattern	string	valid_regex		>=3.11.6
default_queue_type	atom			3.12.14-3.12,>=3.13.3
default_user	string			all
default_user_tags.$tag	boolean			4.2.8-4.2,>=4.3.2
default_user_tags.$tag	enum(true,false)			<=4.2.7,4.3-4.3.1
default_users.$name.configure	string	valid_regex		>=3.11.11
default_users.$name.password	string			3.11.11-3.13
default_users.$name.password	tagged_binary | binary			>=4.0
default_users.$name.read	string	valid_regex		>=3.11.11
default_users.$name.tags	list(atom)			>=3.11.11
default_users.$name.vhost_pattern	string	valid_regex		>=3.11.11
default_users.$name.write	string	valid_regex		>=3.11.11
default_vhost	string			all
default_worker_pool_size	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
default_worker_pool_size	integer(min=0)			4.2.8-4.2,>=4.3.2
definitions.hashing.algorithm	enum(sha,sha224,sha256,sha384,sha512)			>=3.10
definitions.https.url	string			3.9.4-4.2.7,4.3-4.3.1
definitions.https.url	tagged_string | string			4.2.8-4.2,>=4.3.2
definitions.import_backend	atom			>=3.9.4
definitions.local.path	string	file_accessible		>=3.9.4
definitions.skip_if_unchanged	boolean			4.2.8-4.2,>=4.3.2
definitions.skip_if_unchanged	enum(true,false)			3.10-4.2.7,4.3-4.3.1
definitions.tls.cacertfile	string	file_accessible		3.9.4-4.2
definitions.tls.cacertfile	string	pem_file		>=4.3
definitions.tls.cacerts.$name	string			3.9.4-4.1
definitions.tls.cert	string			>=3.9.4
definitions.tls.certfile	string	file_accessible		3.9.4-4.2
definitions.tls.certfile	string	pem_file		>=4.3
definitions.tls.ciphers.$cipher	string			>=3.9.4
definitions.tls.crl_check	enum(true,false,peer,best_effort)			>=3.9.4
definitions.tls.depth	byte			4.2.8-4.2,>=4.3.2
definitions.tls.depth	integer	byte		3.9.4-4.2.7,4.3-4.3.1
definitions.tls.dh	string			>=3.9.4
definitions.tls.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
definitions.tls.fail_if_no_peer_cert	enum(true,false)			3.9.4-4.2.7,4.3-4.3.1
definitions.tls.keyfile	string	file_accessible		3.9.4-4.2
definitions.tls.keyfile	string	pem_file		>=4.3
definitions.tls.log_alert	boolean			4.2.8-4.2,>=4.3.2
definitions.tls.log_alert	enum(true,false)			3.9.4-4.2.7,4.3-4.3.1
definitions.tls.log_level	enum(emergency,alert,critical,error,warning,notice,info,debug)			>=3.9.4
definitions.tls.password	string			3.9.4-3.13
definitions.tls.password	tagged_binary | binary			>=4.0
definitions.tls.reuse_session	boolean			4.2.8-4.2,>=4.3.2
definitions.tls.reuse_session	enum(true,false)			3.9.4-4.2.7,4.3-4.3.1
definitions.tls.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
definitions.tls.reuse_sessions	enum(true,false)			3.9.4-4.2.7,4.3-4.3.1
definitions.tls.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
definitions.tls.secure_renegotiate	enum(true,false)			3.9.4-4.2.7,4.3-4.3.1
definitions.tls.verify	enum(verify_peer,verify_none)			>=3.9.4
definitions.tls.versions.$version	atom			>=3.9.4
delegate_count	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
delegate_count	integer(min=0)			4.2.8-4.2,>=4.3.2
deprecated_features.permit.$name	boolean			4.2.8-4.2,>=4.3.2
deprecated_features.permit.$name	enum(true,false)			3.13-4.2.7,4.3-4.3.1
disk_free_limit.absolute	integer | string			<=3.12
disk_free_limit.absolute	integer | string	is_supported_information_unit		>=3.13
disk_free_limit.relative	float			all
distribution.listener.interface	string	is_ip		>=3.9.10
distribution.listener.port_range.max	integer	non_zero_positive_integer		3.9.10-4.2.7,4.3-4.3.1
distribution.listener.port_range.max	integer(min=1)			4.2.8-4.2,>=4.3.2
distribution.listener.port_range.min	integer	non_zero_positive_integer		3.9.10-4.2.7,4.3-4.3.1
distribution.listener.port_range.min	integer(min=1)			4.2.8-4.2,>=4.3.2
erlang.K	string			all
event_exchange.protocol	enum(amqp_0_9_1,amqp_1_0)			>=4.1
event_exchange.vhost	string			all
exchange_types.local_random.enabled	boolean			4.2.8-4.2,>=4.3.2
exchange_types.local_random.enabled	enum(true,false)			4.1.4-4.2.7,4.3-4.3.1
federation.exchanges.connection_close_timeout	integer	non_negative_integer,connection_close_timeout		4.1.8-4.1,4.2.3-4.2.7,4.3-4.3.1
federation.exchanges.connection_close_timeout	integer(min=0)	connection_close_timeout		4.2.8-4.2,>=4.3.2
federation.exchanges.shutdown.link_batch_size	integer	non_zero_positive_integer		4.2.3-4.2.7,4.3-4.3.1
federation.exchanges.shutdown.link_batch_size	integer(min=1)			4.2.8-4.2,>=4.3.2
federation.exchanges.shutdown.throttle_delay	integer	non_negative_integer		4.2.3-4.2.7,4.3-4.3.1
federation.exchanges.shutdown.throttle_delay	integer(min=0)			4.2.8-4.2,>=4.3.2
federation.exchanges.shutdown.timeout	integer	non_zero_positive_integer		4.2.3-4.2.7,4.3-4.3.1
federation.exchanges.shutdown.timeout	integer(min=1)			4.2.8-4.2,>=4.3.2
federation.queues.connection_close_timeout	integer	non_negative_integer,connection_close_timeout		4.1.8-4.1,4.2.3-4.2.7,4.3-4.3.1
federation.queues.connection_close_timeout	integer(min=0)	connection_close_timeout		4.2.8-4.2,>=4.3.2
federation.queues.shutdown.link_batch_size	integer	non_zero_positive_integer		4.2.3-4.2.7,4.3-4.3.1
federation.queues.shutdown.link_batch_size	integer(min=1)			4.2.8-4.2,>=4.3.2
federation.queues.shutdown.throttle_delay	integer	non_negative_integer		4.2.3-4.2.7,4.3-4.3.1
federation.queues.shutdown.throttle_delay	integer(min=0)			4.2.8-4.2,>=4.3.2
federation.queues.shutdown.timeout	integer	non_zero_positive_integer		4.2.3-4.2.7,4.3-4.3.1
federation.queues.shutdown.timeout	integer(min=1)			4.2.8-4.2,>=4.3.2
federation.shutdown.link_batch_size	integer	non_zero_positive_integer		4.1.8-4.1
federation.shutdown.throttle_delay	integer	non_negative_integer		4.1.8-4.1
federation.shutdown.timeout	integer	non_zero_positive_integer		4.1.8-4.1
frame_max	bytesize			all
handshake_timeout	=infinity | integer			all
heartbeat	integer			all
hipe_compile	boolean			4.2.8-4.2,>=4.3.2
hipe_compile	enum(true,false)			<=4.2.7,4.3-4.3.1
http_dispatch.access_log_dir	string			>=4.3
http_dispatch.auth_backends.$num	atom			>=4.0.8
http_dispatch.auth_backends.$num.authn	atom			>=4.0.8
http_dispatch.auth_backends.$num.authz	atom			>=4.0.8
initial_frame_max	bytesize			all
link_max_per_session	integer	positive_32_bit_unsigned_integer		4.0-4.2.7,4.3-4.3.1
link_max_per_session	integer(min=1,max=4294967295)			4.2.8-4.2,>=4.3.2
listeners.ssl	enum(none)			all
listeners.ssl.$name	integer | ip			<=4.3
listeners.ssl.$name	integer | ip | domain_socket			>=4.4
listeners.startup_delay	integer	non_negative_integer		>=4.3.6
listeners.tcp	enum(none)			all
listeners.tcp.$name	integer | ip			<=4.3
listeners.tcp.$name	integer | ip | domain_socket			>=4.4
load_definitions	string	file_accessible		all
log.channel.file	string			all
log.channel.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.channel.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.channel.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.channel.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.channel.rotation.date	string			3.9.17-3.9,>=3.10.1
log.channel.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.connection.file	string			all
log.connection.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.connection.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.connection.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.connection.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.connection.rotation.date	string			3.9.17-3.9,>=3.10.1
log.connection.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.console	boolean			4.2.8-4.2,>=4.3.2
log.console	enum(true,false)			<=4.2.7,4.3-4.3.1
log.console.color_esc_seqs.alert	string			>=3.9
log.console.color_esc_seqs.critical	string			>=3.9
log.console.color_esc_seqs.debug	string			>=3.9
log.console.color_esc_seqs.emergency	string			>=3.9
log.console.color_esc_seqs.error	string			>=3.9
log.console.color_esc_seqs.info	string			>=3.9
log.console.color_esc_seqs.notice	string			>=3.9
log.console.color_esc_seqs.warning	string			>=3.9
log.console.formatter	enum(plaintext,json)			>=3.9
log.console.formatter.json.field_map	string			>=3.9
log.console.formatter.json.verbosity_map	string			>=3.9
log.console.formatter.level_format	enum(lc,uc,lc3,uc3,lc4,uc4)			>=3.9
log.console.formatter.plaintext.format	string			>=3.9
log.console.formatter.single_line	flag			>=3.9
log.console.formatter.time_format	enum(rfc3339_space,rfc3339_T,epoch_usecs,epoch_secs,lager_default)			>=3.9
log.console.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.console.stdio	enum(stdout,stderr)			>=3.9
log.console.use_colors	flag			>=3.9
log.default.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.default.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.default.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.default.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.default.rotation.date	string			3.9.17-3.9,>=3.10.1
log.default.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.dir	string	dir_writable		all
log.error_logger_format_depth	=unlimited | integer			>=4.2
log.exchange	boolean			4.2.8-4.2,>=4.3.2
log.exchange	enum(true,false)			<=4.2.7,4.3-4.3.1
log.exchange.formatter	enum(plaintext,json)			>=3.9
log.exchange.formatter.json.field_map	string			>=3.9
log.exchange.formatter.json.verbosity_map	string			>=3.9
log.exchange.formatter.level_format	enum(lc,uc,lc3,uc3,lc4,uc4)			>=3.9
log.exchange.formatter.plaintext.format	string			>=3.9
log.exchange.formatter.single_line	flag			>=3.9
log.exchange.formatter.time_format	enum(rfc3339_space,rfc3339_T,epoch_usecs,epoch_secs,lager_default) | string			>=3.9
log.exchange.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.federation.file	string			all
log.federation.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.federation.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.federation.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.federation.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.federation.rotation.date	string			3.9.17-3.9,>=3.10.1
log.federation.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.file	enum(false) | string			all
log.file.formatter	enum(plaintext,json)			>=3.9
log.file.formatter.json.field_map	string			>=3.9
log.file.formatter.json.verbosity_map	string			>=3.9
log.file.formatter.level_format	enum(lc,uc,lc3,uc3,lc4,uc4)			>=3.9
log.file.formatter.plaintext.format	string			>=3.9
log.file.formatter.single_line	flag			>=3.9
log.file.formatter.time_format	enum(rfc3339_space,rfc3339_T,epoch_usecs,epoch_secs,lager_default) | string			>=3.9
log.file.level	enum(=debug,debug,info,!=info,notice,<=notice,<warning,warning,error,critical,alert,emergency,none)			all
log.file.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.file.rotation.compress	enum(true,false)			3.9.12-4.2.7,4.3-4.3.1
log.file.rotation.count	integer			all
log.file.rotation.date	string			all
log.file.rotation.size	integer			all
log.journald	boolean			4.2.8-4.2,>=4.3.2
log.journald	enum(true,false)			3.9-4.2.7,4.3-4.3.1
log.journald.fields	string			>=3.9
log.journald.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			>=3.9
log.mirroring.file	string			all
log.mirroring.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.mirroring.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.mirroring.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.mirroring.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.mirroring.rotation.date	string			3.9.17-3.9,>=3.10.1
log.mirroring.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.queue.file	string			all
log.queue.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.queue.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.queue.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.queue.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.queue.rotation.date	string			3.9.17-3.9,>=3.10.1
log.queue.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.ra.file	string			all
log.ra.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.ra.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.ra.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.ra.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.ra.rotation.date	string			3.9.17-3.9,>=3.10.1
log.ra.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.summarize_process_state	boolean			4.2.8-4.2,>=4.3.2
log.summarize_process_state	enum(true,false)			4.2-4.2.7,4.3-4.3.1
log.syslog	boolean			4.2.8-4.2,>=4.3.2
log.syslog	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.facility	enum(kern,kernel,user,mail,daemon,auth,syslog,lpr,news,uucp,cron,authpriv,ftp,ntp,audit,alert,clock,local0,local1,local2,local3,local4,local5,local6,local7)			all
log.syslog.formatter	enum(plaintext,json)			>=3.9
log.syslog.formatter.json.field_map	string			>=3.9
log.syslog.formatter.json.verbosity_map	string			>=3.9
log.syslog.formatter.level_format	enum(lc,uc,lc3,uc3,lc4,uc4)			>=3.9
log.syslog.formatter.plaintext.format	string			>=3.9
log.syslog.formatter.single_line	flag			>=3.9
log.syslog.formatter.time_format	enum(rfc3339_space,rfc3339_T,epoch_usecs,epoch_secs,lager_default) | string			>=3.9
log.syslog.host	string			all
log.syslog.identity	string			all
log.syslog.ip	string	is_ip		all
log.syslog.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.syslog.multiline_mode	boolean			4.2.8-4.2,>=4.3.2
log.syslog.multiline_mode	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.port	integer			all
log.syslog.protocol	enum(rfc3164,rfc5424)			all
log.syslog.ssl_options.cacertfile	string	file_accessible		<=4.2
log.syslog.ssl_options.cacertfile	string	pem_file		>=4.3
log.syslog.ssl_options.cacerts.$name	string			<=4.1
log.syslog.ssl_options.cert	string			all
log.syslog.ssl_options.certfile	string	file_accessible		<=4.2
log.syslog.ssl_options.certfile	string	pem_file		>=4.3
log.syslog.ssl_options.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.crl_check	enum(true,false,peer,best_effort)			all
log.syslog.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.depth	integer	byte		<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.dh	string			all
log.syslog.ssl_options.dhfile	string	file_accessible		all
log.syslog.ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.key.DSAPrivateKey	string			all
log.syslog.ssl_options.key.PrivateKeyInfo	string			all
log.syslog.ssl_options.key.RSAPrivateKey	string			all
log.syslog.ssl_options.keyfile	string	file_accessible		<=4.2
log.syslog.ssl_options.keyfile	string	pem_file		>=4.3
log.syslog.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.password	string			<=4.2.5
log.syslog.ssl_options.password	tagged_binary | binary			>=4.2.6
log.syslog.ssl_options.psk_identity	string			all
log.syslog.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
log.syslog.ssl_options.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
log.syslog.ssl_options.verify	enum(verify_peer,verify_none)			all
log.syslog.ssl_options.versions.$version	atom			all
log.syslog.transport	enum(udp,tcp,tls,ssl)			all
log.upgrade.file	string			all
log.upgrade.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			all
log.upgrade.rotation.compress	boolean			4.2.8-4.2,>=4.3.2
log.upgrade.rotation.compress	enum(true,false)			3.9.17-3.9,3.10.1-4.2.7,4.3-4.3.1
log.upgrade.rotation.count	integer			3.9.17-3.9,>=3.10.1
log.upgrade.rotation.date	string			3.9.17-3.9,>=3.10.1
log.upgrade.rotation.size	integer			3.9.17-3.9,>=3.10.1
log.user.file	string			>=4.3.5
log.user.level	enum(debug,info,notice,warning,error,critical,alert,emergency,none)			>=4.3.5
log.user.rotation.compress	boolean			>=4.3.5
log.user.rotation.count	integer			>=4.3.5
log.user.rotation.date	string			>=4.3.5
log.user.rotation.size	integer			>=4.3.5
loopback_users	enum(none)			all
loopback_users.$user	atom			all
management.cors.allow_origins	enum(none)			all
management.cors.allow_origins.$name	string			all
management.cors.max_age	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.cors.max_age	integer(min=0)			4.2.8-4.2,>=4.3.2
management.credential_encryption_secret	tagged_binary | binary			>=4.3.5
management.csp.policy	string			all
management.db_cache_multiplier	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.db_cache_multiplier	integer(min=0)			4.2.8-4.2,>=4.3.2
management.definitions.require_json_extension	boolean			>=4.3.3
management.delegate_count	integer	non_negative_integer		4.0.8-4.2.7,4.3-4.3.1
management.delegate_count	integer(min=0)			4.2.8-4.2,>=4.3.2
management.disable_basic_auth	boolean			4.2.8-4.2,>=4.3.2
management.disable_basic_auth	enum(true,false)			<=4.2.7,4.3-4.3.1
management.disable_stats	boolean			4.2.8-4.2,>=4.3.2
management.disable_stats	enum(true,false)			<=4.2.7,4.3-4.3.1
management.enable_queue_totals	boolean			4.2.8-4.2,>=4.3.2
management.enable_queue_totals	enum(true,false)			<=4.2.7,4.3-4.3.1
management.enable_uaa	enum(true,false)			<=3.11
management.headers.content_type_options	string			>=3.10.7
management.headers.frame_options	string			>=3.10.7
management.headers.referrer_policy	string			4.2.9-4.2,>=4.3.3
management.headers.xss_protection	string			>=3.10.7
management.hsts.policy	string			all
management.http.hide_allow_header	boolean			>=4.3.3
management.http.max_body_size	integer	non_negative_integer		3.11.24-3.11,3.12.7-4.2.7,4.3-4.3.1
management.http.max_body_size	integer(min=0)			4.2.8-4.2,>=4.3.2
management.http_log_dir	string			all
management.listener.ip	string	is_ip		all
management.listener.port	integer			all
management.listener.server.compress	boolean			4.2.8-4.2,>=4.3.2
management.listener.server.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.server.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.listener.server.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.listener.server.inactivity_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.listener.server.inactivity_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.listener.server.max_keepalive	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.listener.server.max_keepalive	integer(min=0)			4.2.8-4.2,>=4.3.2
management.listener.server.request_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.listener.server.request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.listener.server.shutdown_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.listener.server.shutdown_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.listener.ssl	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts	enum(none)			all
management.listener.ssl_opts.cacertfile	string	file_accessible		<=4.2
management.listener.ssl_opts.cacertfile	string	pem_file		>=4.3
management.listener.ssl_opts.cacerts.$name	string			<=4.1
management.listener.ssl_opts.cert	string			all
management.listener.ssl_opts.certfile	string	file_accessible		<=4.2
management.listener.ssl_opts.certfile	string	pem_file		>=4.3
management.listener.ssl_opts.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.crl_check	enum(true,false,peer,best_effort)			all
management.listener.ssl_opts.depth	byte			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.depth	integer	byte		<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.dh	string			all
management.listener.ssl_opts.dhfile	string	file_accessible		all
management.listener.ssl_opts.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.key.DSAPrivateKey	string			all
management.listener.ssl_opts.key.PrivateKeyInfo	string			all
management.listener.ssl_opts.key.RSAPrivateKey	string			all
management.listener.ssl_opts.keyfile	string	file_accessible		<=4.2
management.listener.ssl_opts.keyfile	string	pem_file		>=4.3
management.listener.ssl_opts.log_alert	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.password	string			<=3.13
management.listener.ssl_opts.password	tagged_binary | binary			>=4.0
management.listener.ssl_opts.psk_identity	string			all
management.listener.ssl_opts.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
management.listener.ssl_opts.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
management.listener.ssl_opts.verify	enum(verify_peer,verify_none)			all
management.listener.ssl_opts.versions.$version	atom			all
management.load_definitions	string	file_accessible		all
management.login_session_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.login_session_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.oauth_authorization_endpoint_params.$name	string			>=4.1
management.oauth_client_id	string			>=3.10.19
management.oauth_client_secret	string			3.10.19-4.2.5
management.oauth_client_secret	tagged_binary | binary			>=4.2.6
management.oauth_disable_basic_auth	boolean			4.2.8-4.2,>=4.3.2
management.oauth_disable_basic_auth	enum(true,false)			3.13-4.2.7,4.3-4.3.1
management.oauth_enabled	boolean			4.2.8-4.2,>=4.3.2
management.oauth_enabled	enum(true,false)			3.10.19-4.2.7,4.3-4.3.1
management.oauth_initiated_logon_type	enum(sp_initiated,idp_initiated)			3.10.19-3.10,>=3.11.6
management.oauth_metadata_url	string			>=3.10.19
management.oauth_provider_url	string			>=3.10.19
management.oauth_resource_servers.$name.disabled	boolean			4.2.8-4.2,>=4.3.2
management.oauth_resource_servers.$name.disabled	enum(true,false)			3.13-4.2.7,4.3-4.3.1
management.oauth_resource_servers.$name.id	string			>=3.13
management.oauth_resource_servers.$name.label	string			>=3.13
management.oauth_resource_servers.$name.oauth_authorization_endpoint_params.$name	string			>=4.1
management.oauth_resource_servers.$name.oauth_client_id	string			>=3.13
management.oauth_resource_servers.$name.oauth_client_secret	string			3.13-4.2.5
management.oauth_resource_servers.$name.oauth_client_secret	tagged_binary | binary			>=4.2.6
management.oauth_resource_servers.$name.oauth_initiated_logon_type	enum(sp_initiated,idp_initiated)			>=3.13
management.oauth_resource_servers.$name.oauth_metadata_url	string			>=3.13
management.oauth_resource_servers.$name.oauth_provider_url	string			>=3.13
management.oauth_resource_servers.$name.oauth_response_type	string			>=3.13
management.oauth_resource_servers.$name.oauth_scopes	string			>=3.13
management.oauth_resource_servers.$name.oauth_token_endpoint_params.$name	string			>=4.1
management.oauth_response_type	string			>=3.10.19
management.oauth_scopes	string			>=3.10.19
management.oauth_token_endpoint_params.$name	string			>=4.1
management.path_prefix	string			all
management.rates_mode	enum(basic,detailed,none)			all
management.require_auth_for_api_reference	boolean			4.2.8-4.2,>=4.3.2
management.require_auth_for_api_reference	enum(true,false)			4.0.9-4.2.7,4.3-4.3.1
management.restrictions.operator_policy_changes.disabled	boolean			4.2.8-4.2,>=4.3.2
management.restrictions.operator_policy_changes.disabled	enum(true,false)			3.10.19-3.10,3.11.9-4.2.7,4.3-4.3.1
management.restrictions.quorum_queue_replica_operations.disabled	boolean			4.2.8-4.2,>=4.3.2
management.restrictions.quorum_queue_replica_operations.disabled	enum(true,false)			3.11.22-3.11,3.12.4-4.2.7,4.3-4.3.1
management.sample_retention_policies.$section.$interval	integer			all
management.ssl.backlog	integer			all
management.ssl.cacertfile	string	file_accessible		<=4.2
management.ssl.cacertfile	string	pem_file		>=4.3
management.ssl.certfile	string	file_accessible		<=4.2
management.ssl.certfile	string	pem_file		>=4.3
management.ssl.ciphers.$cipher	string			all
management.ssl.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
management.ssl.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.compress	boolean			4.2.8-4.2,>=4.3.2
management.ssl.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.depth	byte			4.2.8-4.2,>=4.3.2
management.ssl.depth	integer	byte		<=4.2.7,4.3-4.3.1
management.ssl.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
management.ssl.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
management.ssl.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
management.ssl.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.ssl.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.ssl.inactivity_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.ssl.inactivity_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.ssl.ip	string	is_ip		all
management.ssl.keyfile	string	file_accessible		<=4.2
management.ssl.keyfile	string	pem_file		>=4.3
management.ssl.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
management.ssl.max_keepalive	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.ssl.max_keepalive	integer(min=0)			4.2.8-4.2,>=4.3.2
management.ssl.password	string			<=3.13
management.ssl.password	tagged_binary | binary			>=4.0
management.ssl.port	integer			all
management.ssl.request_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.ssl.request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.ssl.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
management.ssl.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
management.ssl.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
management.ssl.shutdown_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.ssl.shutdown_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.ssl.verify	enum(verify_peer,verify_none)			all
management.ssl.versions.$version	atom			all
management.tcp.compress	boolean			4.2.8-4.2,>=4.3.2
management.tcp.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
management.tcp.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.tcp.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.tcp.inactivity_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.tcp.inactivity_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.tcp.ip	string	is_ip		all
management.tcp.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
management.tcp.max_keepalive	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.tcp.max_keepalive	integer(min=0)			4.2.8-4.2,>=4.3.2
management.tcp.port	integer			all
management.tcp.request_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.tcp.request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.tcp.shutdown_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
management.tcp.shutdown_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
management.uaa_client_id	string			<=3.11
management.uaa_client_secret	string			3.10.19-3.11
management.uaa_location	string			<=3.11
management_agent.disable_metrics_collector	boolean			4.2.8-4.2,>=4.3.2
management_agent.disable_metrics_collector	enum(true,false)			<=4.2.7,4.3-4.3.1
management_agent.filter_aggregated_queue_metrics_pattern	string			>=3.9.11
max_channels_per_connection	integer		channel_max	4.2.7-4.2,>=4.3.1
max_connections	=infinity | integer		connection_max	4.2.7-4.2,>=4.3.1
max_message_size	integer	less_then_512MB		<=3.8.22,3.9-3.9.5
max_message_size	integer	max_message_size		3.8.23-3.8,>=3.9.6
memory_monitor_interval	integer			all
message_interceptors.$stage.$name.$key	boolean			4.2.8-4.2,>=4.3.2
message_interceptors.$stage.$name.$key	enum(true,false)			4.2-4.2.7,4.3-4.3.1
message_interceptors.incoming.$interceptor.overwrite	enum(true,false)			3.12-4.1
message_store_shutdown_timeout	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
message_store_shutdown_timeout	integer(min=1)			4.2.8-4.2,>=4.3.2
metadata_store.khepri.default_timeout	integer			>=3.13
metadata_store.khepri.snapshot_interval	integer	non_zero_positive_integer		4.3-4.3.1
metadata_store.khepri.snapshot_interval	integer(min=1)			>=4.3.2
mirroring_sync_batch_size	bytesize	mirroring_sync_batch_size		3.8.23-3.8,>=3.9.6
mirroring_sync_batch_size	bytesize	size_less_than_2G		<=3.8.22,3.9-3.9.5
mirroring_sync_max_throughput	integer | string			>=3.10
mnesia_table_loading_retry_limit	integer			all
mnesia_table_loading_retry_timeout	integer			all
motd_file	string			all
mqtt.allow_anonymous	boolean			4.2.8-4.2,>=4.3.2
mqtt.allow_anonymous	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.default_pass	string			<=3.13
mqtt.default_user	string			<=3.13
mqtt.disconnect_on_unauthorized	boolean			4.2.8-4.2,>=4.3.2
mqtt.disconnect_on_unauthorized	enum(true,false)			4.1.8-4.1,4.2.3-4.2.7,4.3-4.3.1
mqtt.durable_queue_type	enum(classic,quorum)			>=3.10
mqtt.exchange	string			all
mqtt.listeners.ssl	enum(none)			all
mqtt.listeners.ssl.$name	integer | ip			all
mqtt.listeners.tcp	enum(none)			all
mqtt.listeners.tcp.$name	integer | ip			all
mqtt.login_timeout	integer	non_negative_integer		3.9.23-3.9,3.10.8-4.2.7,4.3-4.3.1
mqtt.login_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
mqtt.mailbox_soft_limit	integer	non_negative_integer		3.12-4.2.7,4.3-4.3.1
mqtt.mailbox_soft_limit	integer(min=0)			4.2.8-4.2,>=4.3.2
mqtt.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
mqtt.max_packet_size_authenticated	integer	non_zero_positive_integer		3.13-4.2.7,4.3-4.3.1
mqtt.max_packet_size_authenticated	integer(min=1)			4.2.8-4.2,>=4.3.2
mqtt.max_packet_size_unauthenticated	integer	non_zero_positive_integer		3.13-4.2.7,4.3-4.3.1
mqtt.max_packet_size_unauthenticated	integer(min=1)			4.2.8-4.2,>=4.3.2
mqtt.max_session_expiry_interval_seconds	integer | =infinity			>=3.13
mqtt.message_interceptors.$stage.$name.$key	boolean			4.2.8-4.2,>=4.3.2
mqtt.message_interceptors.$stage.$name.$key	enum(true,false)			4.2-4.2.7,4.3-4.3.1
mqtt.num_acceptors.ssl	integer			all
mqtt.num_acceptors.tcp	integer			all
mqtt.prefetch	integer			all
mqtt.proxy_protocol	boolean			4.2.8-4.2,>=4.3.2
mqtt.proxy_protocol	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.retained_message_store	atom			all
mqtt.retained_message_store.max_messages	=infinity | integer	non_negative_integer		>=4.3.6
mqtt.retained_message_store.max_size_bytes	=infinity | integer	non_negative_integer		>=4.3.6
mqtt.retained_message_store_dets_sync_interval	integer			all
mqtt.sparkplug	boolean			4.2.8-4.2,>=4.3.2
mqtt.sparkplug	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.ssl_cert_client_id_from	enum(distinguished_name,subject_alternative_name)			>=4.0
mqtt.ssl_cert_login	boolean			4.2.8-4.2,>=4.3.2
mqtt.ssl_cert_login	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.ssl_cert_login_san_index	integer	non_negative_integer		4.0-4.2.7,4.3-4.3.1
mqtt.ssl_cert_login_san_index	integer(min=0)			4.2.8-4.2,>=4.3.2
mqtt.ssl_cert_login_san_type	enum(dns,ip,email,uri,other_name)			>=4.0
mqtt.subscription_ttl	enum(undefined,infinity) | integer			all
mqtt.tcp_listen_options	enum(none)			all
mqtt.tcp_listen_options.backlog	integer			all
mqtt.tcp_listen_options.buffer	integer			all
mqtt.tcp_listen_options.delay_send	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.delay_send	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.dontroute	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.dontroute	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.exit_on_close	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.exit_on_close	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.fd	integer			all
mqtt.tcp_listen_options.high_msgq_watermark	integer			all
mqtt.tcp_listen_options.high_watermark	integer			all
mqtt.tcp_listen_options.keepalive	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.keepalive	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.linger.on	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.linger.on	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.linger.timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.linger.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.low_msgq_watermark	integer			all
mqtt.tcp_listen_options.low_watermark	integer			all
mqtt.tcp_listen_options.nodelay	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.nodelay	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.port	integer	port		all
mqtt.tcp_listen_options.priority	integer			all
mqtt.tcp_listen_options.recbuf	integer			all
mqtt.tcp_listen_options.send_timeout	integer			all
mqtt.tcp_listen_options.send_timeout_close	boolean			4.2.8-4.2,>=4.3.2
mqtt.tcp_listen_options.send_timeout_close	enum(true,false)			<=4.2.7,4.3-4.3.1
mqtt.tcp_listen_options.sndbuf	integer			all
mqtt.tcp_listen_options.tos	integer			all
mqtt.topic_alias_maximum	integer	non_negative_integer		3.13-4.2.7,4.3-4.3.1
mqtt.topic_alias_maximum	integer(min=0)			4.2.8-4.2,>=4.3.2
mqtt.vhost	string			all
net_ticktime	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
net_ticktime	integer(min=1)			4.2.8-4.2,>=4.3.2
node_tags.$tag	binary			>=4.0.4
num_acceptors.ssl	integer			all
num_acceptors.tcp	integer			all
password_hashing_module	atom			all
prevent_startup_if_node_was_reset	boolean			4.2.8-4.2,>=4.3.2
prevent_startup_if_node_was_reset	enum(true,false)			4.1.2-4.2.7,4.3-4.3.1
product.name	string			all
product.version	string			all
prometheus.authentication.enabled	boolean			4.2.8-4.2,>=4.3.2
prometheus.authentication.enabled	enum(true,false)			3.11.20-3.11,3.12.2-4.2.7,4.3-4.3.1
prometheus.filter_aggregated_queue_metrics_pattern	string			>=3.9.11
prometheus.path	string			all
prometheus.return_per_object_metrics	boolean			4.2.8-4.2,>=4.3.2
prometheus.return_per_object_metrics	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.backlog	integer			all
prometheus.ssl.cacertfile	string	file_accessible		<=4.2
prometheus.ssl.cacertfile	string	pem_file		>=4.3
prometheus.ssl.certfile	string	file_accessible		<=4.2
prometheus.ssl.certfile	string	pem_file		>=4.3
prometheus.ssl.ciphers.$cipher	string			all
prometheus.ssl.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.compress	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.depth	byte			4.2.8-4.2,>=4.3.2
prometheus.ssl.depth	integer	byte		<=4.2.7,4.3-4.3.1
prometheus.ssl.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.ssl.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.ssl.inactivity_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.ssl.inactivity_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.ssl.ip	string	is_ip		all
prometheus.ssl.keyfile	string	file_accessible		<=4.2
prometheus.ssl.keyfile	string	pem_file		>=4.3
prometheus.ssl.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
prometheus.ssl.max_keepalive	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.ssl.max_keepalive	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.ssl.password	string			<=4.2.7,4.3-4.3.1
prometheus.ssl.password	tagged_binary | binary			4.2.8-4.2,>=4.3.2
prometheus.ssl.port	integer			all
prometheus.ssl.request_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.ssl.request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.ssl.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
prometheus.ssl.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.ssl.shutdown_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.ssl.shutdown_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.ssl.verify	enum(verify_peer,verify_none)			all
prometheus.ssl.versions.$version	atom			all
prometheus.tcp.compress	boolean			4.2.8-4.2,>=4.3.2
prometheus.tcp.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
prometheus.tcp.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.tcp.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.tcp.inactivity_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.tcp.inactivity_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.tcp.ip	string	is_ip		all
prometheus.tcp.listener	enum(none) | ip			>=3.11.16
prometheus.tcp.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
prometheus.tcp.max_keepalive	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.tcp.max_keepalive	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.tcp.port	integer			all
prometheus.tcp.request_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.tcp.request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
prometheus.tcp.shutdown_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
prometheus.tcp.shutdown_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
proxy_protocol	boolean			4.2.8-4.2,>=4.3.2
proxy_protocol	enum(true,false)			<=4.2.7,4.3-4.3.1
queue_index_embed_msgs_below	bytesize			all
queue_leader_locator	string			>=3.10
queue_master_locator	string			all
queue_types.classic.enabled	boolean			4.2.8-4.2,>=4.3.2
queue_types.classic.enabled	enum(true,false)			4.2-4.2.7,4.3-4.3.1
queue_types.quorum.enabled	boolean			4.2.8-4.2,>=4.3.2
queue_types.quorum.enabled	enum(true,false)			4.2-4.2.7,4.3-4.3.1
queue_types.stream.enabled	boolean			4.2.8-4.2,>=4.3.2
queue_types.stream.enabled	enum(true,false)			4.2-4.2.7,4.3-4.3.1
quorum_queue.commands_soft_limit	integer	non_zero_positive_integer		4.1-4.2.7,4.3-4.3.1
quorum_queue.commands_soft_limit	integer(min=1)			4.2.8-4.2,>=4.3.2
quorum_queue.compress_mem_tables	boolean			>=4.3.2
quorum_queue.compress_mem_tables	enum(true,false)			4.3-4.3.1
quorum_queue.compute_checksums	boolean			4.2.8-4.2,>=4.3.2
quorum_queue.compute_checksums	enum(true,false)			3.10.6-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.auto_remove	boolean			4.2.8-4.2,>=4.3.2
quorum_queue.continuous_membership_reconciliation.auto_remove	enum(true,false)			3.13-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.enabled	boolean			4.2.8-4.2,>=4.3.2
quorum_queue.continuous_membership_reconciliation.enabled	enum(true,false)			3.13-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.interval	integer	non_negative_integer		3.13-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.interval	integer(min=0)			4.2.8-4.2,>=4.3.2
quorum_queue.continuous_membership_reconciliation.target_group_size	integer	non_negative_integer		3.13-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.target_group_size	integer(min=0)			4.2.8-4.2,>=4.3.2
quorum_queue.continuous_membership_reconciliation.trigger_interval	integer	non_negative_integer		3.13-4.2.7,4.3-4.3.1
quorum_queue.continuous_membership_reconciliation.trigger_interval	integer(min=0)			4.2.8-4.2,>=4.3.2
quorum_queue.initial_cluster_size	integer	non_zero_positive_integer		4.1-4.2.7,4.3-4.3.1
quorum_queue.initial_cluster_size	integer(min=1)			4.2.8-4.2,>=4.3.2
quorum_queue.max_append_entries_rpc_batch_size	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.max_append_entries_rpc_batch_size	integer(min=1)			>=4.3.2
quorum_queue.member_placement_tag	binary			>=4.4
quorum_queue.property_equivalence.relaxed_checks_on_redeclaration	boolean			4.2.8-4.2,>=4.3.2
quorum_queue.property_equivalence.relaxed_checks_on_redeclaration	enum(true,false)			3.11.16-4.2.7,4.3-4.3.1
quorum_queue.segment_compute_checksums	boolean			>=4.3.2
quorum_queue.segment_compute_checksums	enum(true,false)			4.3-4.3.1
quorum_queue.segment_max_entries	integer	non_zero_positive_integer,positive_16_bit_unsigned_integer		4.3-4.3.1
quorum_queue.segment_max_entries	integer(min=1,max=65535)			>=4.3.2
quorum_queue.segment_max_size_bytes	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.segment_max_size_bytes	integer(min=1)			>=4.3.2
quorum_queue.snapshot_chunk_size	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.snapshot_chunk_size	integer(min=1)			>=4.3.2
quorum_queue.wal_compute_checksums	boolean			>=4.3.2
quorum_queue.wal_compute_checksums	enum(true,false)			4.3-4.3.1
quorum_queue.wal_max_batch_size	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.wal_max_batch_size	integer(min=1)			>=4.3.2
quorum_queue.wal_max_entries	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.wal_max_entries	integer(min=1)			>=4.3.2
quorum_queue.wal_max_size_bytes	integer	non_zero_positive_integer		4.3-4.3.1
quorum_queue.wal_max_size_bytes	integer(min=1)			>=4.3.2
raft.adaptive_failure_detector.detection_threshold	float			>=4.2.5
raft.adaptive_failure_detector.heartbeat_interval	integer	non_zero_positive_integer		4.2.5-4.2.7,4.3-4.3.1
raft.adaptive_failure_detector.heartbeat_interval	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.adaptive_failure_detector.poll_interval	integer	non_zero_positive_integer		3.9.27-3.9,3.10.13-3.10,3.11.5-4.2.7,4.3-4.3.1
raft.adaptive_failure_detector.poll_interval	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.adaptive_failure_detector.scaling_factor	float			>=4.2.5
raft.data_dir	string			all
raft.segment_max_entries	integer	non_zero_positive_integer		<=3.11.24,3.12-3.12.7
raft.segment_max_entries	integer	non_zero_positive_integer,non_zero_positive_16_bit_integer		3.11.25-3.11,3.12.8-3.13
raft.segment_max_entries	integer	non_zero_positive_integer,positive_16_bit_unsigned_integer		4.0-4.2.7,4.3-4.3.1
raft.segment_max_entries	integer(min=1,max=65535)			4.2.8-4.2,>=4.3.2
raft.snapshot_chunk_size	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
raft.snapshot_chunk_size	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.wal_hibernate_after	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
raft.wal_hibernate_after	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.wal_max_batch_size	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
raft.wal_max_batch_size	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.wal_max_entries	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
raft.wal_max_entries	integer(min=1)			4.2.8-4.2,>=4.3.2
raft.wal_max_size_bytes	integer	non_zero_positive_integer		<=4.2.7,4.3-4.3.1
raft.wal_max_size_bytes	integer(min=1)			4.2.8-4.2,>=4.3.2
ranch_connection_max	=infinity | integer			>=3.11.12
reverse_dns_lookups	boolean			4.2.8-4.2,>=4.3.2
reverse_dns_lookups	enum(true,false)			<=4.2.7,4.3-4.3.1
runtime_parameters.limits.$category	integer	non_negative_integer		3.11.14-4.2.7,4.3-4.3.1
runtime_parameters.limits.$category	integer(min=0)			4.2.8-4.2,>=4.3.2
session_max_per_connection	integer	positive_16_bit_unsigned_integer		4.0-4.2.7,4.3-4.3.1
session_max_per_connection	integer(min=1,max=65535)			4.2.8-4.2,>=4.3.2
shovel.delete_after_duration_floor	integer			>=4.3.5
shovel.local.max_credit	integer			>=4.2
shovel.operating_mode	string			>=4.2
shovel.topology.predeclared	string			>=4.0
socket_writer.gc_threshold	=off | integer			all
ssl_allow_poodle_attack	boolean			4.2.8-4.2,>=4.3.2
ssl_allow_poodle_attack	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_cert_login_from	enum(distinguished_name,common_name)			<=3.8.9
ssl_cert_login_from	enum(distinguished_name,common_name,subject_alternative_name,subject_alt_name)			>=3.8.10
ssl_cert_login_san_index	integer	non_negative_integer		3.8.10-4.2.7,4.3-4.3.1
ssl_cert_login_san_index	integer(min=0)			4.2.8-4.2,>=4.3.2
ssl_cert_login_san_type	enum(dns,ip,email,uri,other_name)			>=3.8.10
ssl_handshake_timeout	integer			all
ssl_options	enum(none)			all
ssl_options.bypass_pem_cache	boolean			4.2.8-4.2,>=4.3.2
ssl_options.bypass_pem_cache	enum(true,false)			3.8.10-4.2.7,4.3-4.3.1
ssl_options.cacertfile	string	file_accessible		<=4.2
ssl_options.cacertfile	string	pem_file		>=4.3
ssl_options.cacerts.$name	string			<=4.1
ssl_options.cert	string			all
ssl_options.certfile	string	file_accessible		<=4.2
ssl_options.certfile	string	pem_file		>=4.3
ssl_options.ciphers.$cipher	string			all
ssl_options.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
ssl_options.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.crl_check	enum(true,false,peer,best_effort)			all
ssl_options.crl_sources.$index	enum(http,dir)			>=4.2.3
ssl_options.crl_sources.$index.path	string			>=4.2.3
ssl_options.crl_sources.$index.timeout	integer			>=4.2.3
ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
ssl_options.depth	integer	byte		<=4.2.7,4.3-4.3.1
ssl_options.dh	string			all
ssl_options.dhfile	string	file_accessible		all
ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
ssl_options.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
ssl_options.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
ssl_options.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.key.DSAPrivateKey	string			all
ssl_options.key.PrivateKeyInfo	string			all
ssl_options.key.RSAPrivateKey	string			all
ssl_options.keyfile	string	file_accessible		<=4.2
ssl_options.keyfile	string	pem_file		>=4.3
ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
ssl_options.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.log_level	enum(emergency,alert,critical,error,warning,notice,info,debug)			>=3.9.4
ssl_options.password	string			<=3.13
ssl_options.password	tagged_binary | binary			>=4.0
ssl_options.psk_identity	string			all
ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
ssl_options.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
ssl_options.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
ssl_options.verify	enum(verify_peer,verify_none)			all
ssl_options.versions.$version	atom			all
stomp.default_nack_requeue	boolean			4.2.8-4.2,>=4.3.2
stomp.default_nack_requeue	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.default_pass	string			<=4.2.5
stomp.default_pass	tagged_binary | binary			>=4.2.6
stomp.default_topic_exchange	string			all
stomp.default_user	string			all
stomp.default_vhost	string			all
stomp.hide_server_info	boolean			4.2.8-4.2,>=4.3.2
stomp.hide_server_info	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.implicit_connect	boolean			4.2.8-4.2,>=4.3.2
stomp.implicit_connect	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.listeners.ssl	enum(none)			all
stomp.listeners.ssl.$name	integer | ip			all
stomp.listeners.tcp	enum(none)			all
stomp.listeners.tcp.$name	integer | ip			all
stomp.login_timeout	integer	non_negative_integer		3.9.23-3.9,3.10.8-4.2.7,4.3-4.3.1
stomp.login_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
stomp.max_connections	=infinity | integer	non_negative_integer		>=4.4
stomp.max_frame_size	integer	non_negative_integer		3.12.2-4.2.7,4.3-4.3.1
stomp.max_frame_size	integer(min=0)			4.2.8-4.2,>=4.3.2
stomp.max_frame_size_unauthenticated	integer	non_zero_positive_integer		4.2.6-4.2.7,4.3-4.3.1
stomp.max_frame_size_unauthenticated	integer(min=1)			4.2.8-4.2,>=4.3.2
stomp.num_acceptors.ssl	integer			all
stomp.num_acceptors.tcp	integer			all
stomp.proxy_protocol	boolean			4.2.8-4.2,>=4.3.2
stomp.proxy_protocol	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.ssl_cert_login	boolean			4.2.8-4.2,>=4.3.2
stomp.ssl_cert_login	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options	enum(none)			all
stomp.tcp_listen_options.backlog	integer			all
stomp.tcp_listen_options.buffer	integer			all
stomp.tcp_listen_options.delay_send	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.delay_send	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.dontroute	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.dontroute	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.exit_on_close	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.exit_on_close	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.fd	integer			all
stomp.tcp_listen_options.high_msgq_watermark	integer			all
stomp.tcp_listen_options.high_watermark	integer			all
stomp.tcp_listen_options.keepalive	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.keepalive	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.linger.on	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.linger.on	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.linger.timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.linger.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.low_msgq_watermark	integer			all
stomp.tcp_listen_options.low_watermark	integer			all
stomp.tcp_listen_options.nodelay	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.nodelay	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.port	integer	port		all
stomp.tcp_listen_options.priority	integer			all
stomp.tcp_listen_options.recbuf	integer			all
stomp.tcp_listen_options.send_timeout	integer			all
stomp.tcp_listen_options.send_timeout_close	boolean			4.2.8-4.2,>=4.3.2
stomp.tcp_listen_options.send_timeout_close	enum(true,false)			<=4.2.7,4.3-4.3.1
stomp.tcp_listen_options.sndbuf	integer			all
stomp.tcp_listen_options.tos	integer			all
stream.advertised_host	string			3.8.10,>=3.9
stream.advertised_port	integer			3.8.10,>=3.9
stream.advertised_tls_host	string			>=3.9.8
stream.advertised_tls_port	integer			>=3.9
stream.credits_required_for_unblocking	integer			3.8.10,>=3.9
stream.data_dir	string			>=4.2.2
stream.frame_max	integer			3.8.10,>=3.9
stream.heartbeat	integer			3.8.10,>=3.9
stream.initial_credits	integer			3.8.10,>=3.9
stream.initial_frame_max	integer			>=4.3.5
stream.listeners.ssl	enum(none)			>=3.9
stream.listeners.ssl.$name	integer | ip			>=3.9
stream.listeners.tcp	enum(none)			3.8.10,>=3.9
stream.listeners.tcp.$name	integer | ip			3.8.10,>=3.9
stream.max_connections	=infinity | integer	non_negative_integer		4.2.7-4.2,>=4.3.1
stream.max_super_stream_partitions	=infinity | integer	non_negative_integer		4.2.9-4.2,>=4.3.3
stream.max_uncompressed_sub_entry_batch_size	integer	non_negative_integer		>=4.3.5
stream.num_acceptors.ssl	integer			>=3.9
stream.num_acceptors.tcp	integer			3.8.10,>=3.9
stream.read_ahead	boolean | integer | string			4.2.8-4.2,>=4.3.2
stream.read_ahead	enum(true,false)			4.2-4.2.0
stream.read_ahead	enum(true,false) | integer | string			4.2.1-4.2.7,4.3-4.3.1
stream.read_ahead_limit	integer | string	is_supported_information_unit		>=4.3
stream.replication.address_family	enum(inet6,inet,ipv6,ipv4)			4.1.7-4.1,>=4.2.2
stream.replication.port_range.max	integer	non_zero_positive_integer		3.13.6-4.2.7,4.3-4.3.1
stream.replication.port_range.max	integer(min=1)			4.2.8-4.2,>=4.3.2
stream.replication.port_range.min	integer	non_zero_positive_integer		3.13.6-4.2.7,4.3-4.3.1
stream.replication.port_range.min	integer(min=1)			4.2.8-4.2,>=4.3.2
stream.ssl_cert_login	boolean			4.2.8-4.2,>=4.3.2
stream.ssl_cert_login	enum(true,false)			3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options	enum(none)			3.8.10,>=3.9
stream.tcp_listen_options.backlog	integer			3.8.10,>=3.9
stream.tcp_listen_options.buffer	integer			3.8.10,>=3.9
stream.tcp_listen_options.delay_send	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.delay_send	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.dontroute	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.dontroute	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.exit_on_close	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.exit_on_close	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.fd	integer			3.8.10,>=3.9
stream.tcp_listen_options.high_msgq_watermark	integer			3.8.10,>=3.9
stream.tcp_listen_options.high_watermark	integer			3.8.10,>=3.9
stream.tcp_listen_options.keepalive	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.keepalive	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.linger.on	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.linger.on	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.linger.timeout	integer	non_negative_integer		3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.linger.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.low_msgq_watermark	integer			3.8.10,>=3.9
stream.tcp_listen_options.low_watermark	integer			3.8.10,>=3.9
stream.tcp_listen_options.nodelay	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.nodelay	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.port	integer	port		3.8.10,>=3.9
stream.tcp_listen_options.priority	integer			3.8.10,>=3.9
stream.tcp_listen_options.recbuf	integer			3.8.10,>=3.9
stream.tcp_listen_options.send_timeout	integer			3.8.10,>=3.9
stream.tcp_listen_options.send_timeout_close	boolean			4.2.8-4.2,>=4.3.2
stream.tcp_listen_options.send_timeout_close	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
stream.tcp_listen_options.sndbuf	integer			3.8.10,>=3.9
stream.tcp_listen_options.tos	integer			3.8.10,>=3.9
sysmon_handler.thresholds.busy_ports	integer			all
sysmon_handler.thresholds.busy_processes	integer			all
sysmon_handler.triggers.distribution_port	flag			all
sysmon_handler.triggers.port	flag			all
sysmon_handler.triggers.process.garbage_collection	=off | duration(ms)			all
sysmon_handler.triggers.process.heap_size	=off | bytesize			all
sysmon_handler.triggers.process.long_scheduled_execution	=off | duration(ms)			all
tcp_listen_options	enum(none)			all
tcp_listen_options.backlog	integer			all
tcp_listen_options.buffer	integer			all
tcp_listen_options.delay_send	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.delay_send	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.dontroute	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.dontroute	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.exit_on_close	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.exit_on_close	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.fd	integer			all
tcp_listen_options.high_msgq_watermark	integer			all
tcp_listen_options.high_watermark	integer			all
tcp_listen_options.keepalive	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.keepalive	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.linger.on	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.linger.on	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.linger.timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
tcp_listen_options.linger.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
tcp_listen_options.low_msgq_watermark	integer			all
tcp_listen_options.low_watermark	integer			all
tcp_listen_options.nodelay	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.nodelay	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.port	integer	port		all
tcp_listen_options.priority	integer			all
tcp_listen_options.recbuf	integer			all
tcp_listen_options.send_timeout	integer			all
tcp_listen_options.send_timeout_close	boolean			4.2.8-4.2,>=4.3.2
tcp_listen_options.send_timeout_close	enum(true,false)			<=4.2.7,4.3-4.3.1
tcp_listen_options.sndbuf	integer			all
tcp_listen_options.tos	integer			all
total_memory_available_override_value	integer | string			all
tracing.dir	string	dir_writable		>=3.13.4
tracing.password	string			3.13.4-4.2.5
tracing.password	tagged_binary | binary			>=4.2.6
tracing.username	string			>=3.13.4
trust_store.directory	string			all
trust_store.https_request_timeout	integer	non_negative_integer		4.2.4-4.2.7,4.3-4.3.1
trust_store.https_request_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
trust_store.providers.$name	atom			all
trust_store.refresh_interval	integer			all
trust_store.ssl_options	enum(none)			all
trust_store.ssl_options.cacertfile	string	file_accessible		<=4.2
trust_store.ssl_options.cacertfile	string	pem_file		>=4.3
trust_store.ssl_options.cacerts.$name	string			<=4.1
trust_store.ssl_options.cert	string			all
trust_store.ssl_options.certfile	string	file_accessible		<=4.2
trust_store.ssl_options.certfile	string	pem_file		>=4.3
trust_store.ssl_options.ciphers.$cipher	string			4.2.7-4.2,>=4.3.1
trust_store.ssl_options.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.crl_check	enum(true,false,peer,best_effort)			all
trust_store.ssl_options.depth	byte			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.depth	integer	byte		<=4.2.7,4.3-4.3.1
trust_store.ssl_options.dh	string			all
trust_store.ssl_options.dhfile	string	file_accessible		all
trust_store.ssl_options.fail_if_no_peer_cert	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.fail_if_no_peer_cert	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.key.DSAPrivateKey	string			all
trust_store.ssl_options.key.PrivateKeyInfo	string			all
trust_store.ssl_options.key.RSAPrivateKey	string			all
trust_store.ssl_options.keyfile	string	file_accessible		<=4.2
trust_store.ssl_options.keyfile	string	pem_file		>=4.3
trust_store.ssl_options.log_alert	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.log_alert	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.password	string			<=3.13
trust_store.ssl_options.password	tagged_binary | binary			>=4.0
trust_store.ssl_options.psk_identity	string			all
trust_store.ssl_options.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
trust_store.ssl_options.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
trust_store.ssl_options.verify	enum(verify_peer,verify_none)			all
trust_store.ssl_options.versions.$version	atom			all
trust_store.url	string			all
vhost_max	=infinity | integer	non_negative_integer		>=3.11.14
vhost_restart_strategy	enum(stop_node,continue,transient,persistent)			all
vm_memory_calculation_strategy	enum(rss,erlang,allocated,legacy)			all
vm_memory_high_watermark.absolute	integer | string			<=3.12
vm_memory_high_watermark.absolute	integer | string	is_supported_information_unit		>=3.13
vm_memory_high_watermark.relative	float			all
vm_memory_high_watermark_paging_ratio	float	less_than_1		<=4.2.7,4.3-4.3.1
vm_memory_high_watermark_paging_ratio	float(gt=0,lt=1)			4.2.8-4.2,>=4.3.2
web_mqtt.allow_origins	enum(none)			>=4.2.6
web_mqtt.allow_origins.$name	string			>=4.2.6
web_mqtt.cowboy_opts.idle_timeout	integer			all
web_mqtt.cowboy_opts.max_empty_lines	integer			all
web_mqtt.cowboy_opts.max_header_name_length	integer			all
web_mqtt.cowboy_opts.max_header_value_length	integer			all
web_mqtt.cowboy_opts.max_headers	integer			all
web_mqtt.cowboy_opts.max_keepalive	integer			all
web_mqtt.cowboy_opts.max_request_line_length	integer			all
web_mqtt.cowboy_opts.timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_mqtt.cowboy_opts.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
web_mqtt.hsts.policy	string			4.2.9-4.2,>=4.3.3
web_mqtt.max_connections	enum(infinity) | integer			all
web_mqtt.num_acceptors.ssl	integer			all
web_mqtt.num_acceptors.tcp	integer			all
web_mqtt.proxy_protocol	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.proxy_protocol	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.backlog	integer			all
web_mqtt.ssl.cacertfile	string	file_accessible		<=4.2
web_mqtt.ssl.cacertfile	string	pem_file		>=4.3
web_mqtt.ssl.cert	string			>=4.3.6
web_mqtt.ssl.certfile	string	file_accessible		<=4.2
web_mqtt.ssl.certfile	string	pem_file		>=4.3
web_mqtt.ssl.ciphers.$cipher	string			all
web_mqtt.ssl.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.crl_check	enum(true,false,peer,best_effort)			all
web_mqtt.ssl.depth	byte			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.depth	integer	byte		<=4.2.7,4.3-4.3.1
web_mqtt.ssl.dh	string			>=4.3.6
web_mqtt.ssl.dhfile	string	file_accessible		>=4.3.6
web_mqtt.ssl.fail_if_no_peer_cert	boolean			>=4.3.6
web_mqtt.ssl.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.ip	string	is_ip		all
web_mqtt.ssl.keyfile	string	file_accessible		<=4.2
web_mqtt.ssl.keyfile	string	pem_file		>=4.3
web_mqtt.ssl.listener	enum(none) | ip			all
web_mqtt.ssl.log_alert	boolean			>=4.3.6
web_mqtt.ssl.password	string			<=3.13
web_mqtt.ssl.password	tagged_binary | binary			>=4.0
web_mqtt.ssl.port	integer			all
web_mqtt.ssl.psk_identity	string			>=4.3.6
web_mqtt.ssl.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ssl.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ssl.verify	enum(verify_peer,verify_none)			>=4.3.6
web_mqtt.ssl.versions.$version	atom			all
web_mqtt.tcp.backlog	integer			all
web_mqtt.tcp.ip	string	is_ip		all
web_mqtt.tcp.listener	enum(none) | ip			all
web_mqtt.tcp.port	integer			all
web_mqtt.use_file_handle_cache	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.use_file_handle_cache	enum(true,false)			3.12.2-4.2.7,4.3-4.3.1
web_mqtt.ws_opts.compress	boolean			4.2.8-4.2,>=4.3.2
web_mqtt.ws_opts.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
web_mqtt.ws_opts.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_mqtt.ws_opts.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
web_mqtt.ws_opts.max_frame_size	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_mqtt.ws_opts.max_frame_size	integer(min=0)			4.2.8-4.2,>=4.3.2
web_mqtt.ws_path	string			all
web_stomp.allow_origins	enum(none)			>=4.2.6
web_stomp.allow_origins.$name	string			>=4.2.6
web_stomp.cowboy_opts.idle_timeout	integer			all
web_stomp.cowboy_opts.max_empty_lines	integer			all
web_stomp.cowboy_opts.max_header_name_length	integer			all
web_stomp.cowboy_opts.max_header_value_length	integer			all
web_stomp.cowboy_opts.max_headers	integer			all
web_stomp.cowboy_opts.max_keepalive	integer			all
web_stomp.cowboy_opts.max_request_line_length	integer			all
web_stomp.cowboy_opts.timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_stomp.cowboy_opts.timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
web_stomp.hsts.policy	string			4.2.9-4.2,>=4.3.3
web_stomp.max_connections	enum(infinity) | integer			all
web_stomp.num_acceptors.ssl	integer			all
web_stomp.num_acceptors.tcp	integer			all
web_stomp.port	integer			all
web_stomp.proxy_protocol	boolean			4.2.8-4.2,>=4.3.2
web_stomp.proxy_protocol	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.backlog	integer			all
web_stomp.ssl.cacertfile	string	file_accessible		<=4.2
web_stomp.ssl.cacertfile	string	pem_file		>=4.3
web_stomp.ssl.cert	string			>=4.3.6
web_stomp.ssl.certfile	string	file_accessible		<=4.2
web_stomp.ssl.certfile	string	pem_file		>=4.3
web_stomp.ssl.ciphers.$cipher	string			all
web_stomp.ssl.client_renegotiation	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ssl.client_renegotiation	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.crl_check	enum(true,false,peer,best_effort)			all
web_stomp.ssl.depth	byte			4.2.8-4.2,>=4.3.2
web_stomp.ssl.depth	integer	byte		<=4.2.7,4.3-4.3.1
web_stomp.ssl.dh	string			>=4.3.6
web_stomp.ssl.dhfile	string	file_accessible		>=4.3.6
web_stomp.ssl.fail_if_no_peer_cert	boolean			>=4.3.6
web_stomp.ssl.honor_cipher_order	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ssl.honor_cipher_order	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.honor_ecc_order	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ssl.honor_ecc_order	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.ip	string	is_ip		all
web_stomp.ssl.keyfile	string	file_accessible		<=4.2
web_stomp.ssl.keyfile	string	pem_file		>=4.3
web_stomp.ssl.listener	enum(none) | ip			all
web_stomp.ssl.log_alert	boolean			>=4.3.6
web_stomp.ssl.password	string			<=3.13
web_stomp.ssl.password	tagged_binary | binary			>=4.0
web_stomp.ssl.port	integer			all
web_stomp.ssl.psk_identity	string			>=4.3.6
web_stomp.ssl.reuse_sessions	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ssl.reuse_sessions	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.secure_renegotiate	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ssl.secure_renegotiate	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ssl.verify	enum(verify_peer,verify_none)			>=4.3.6
web_stomp.ssl.versions.$version	atom			all
web_stomp.tcp.backlog	integer			all
web_stomp.tcp.ip	string	is_ip		all
web_stomp.tcp.listener	enum(none) | ip			all
web_stomp.tcp.port	integer			all
web_stomp.use_file_handle_cache	boolean			4.2.8-4.2,>=4.3.2
web_stomp.use_file_handle_cache	enum(true,false)			3.12.2-4.2.7,4.3-4.3.1
web_stomp.use_http_auth	boolean			4.2.8-4.2,>=4.3.2
web_stomp.use_http_auth	enum(true,false)			3.8.10,3.9-4.2.7,4.3-4.3.1
web_stomp.ws_frame	enum(binary,text)			all
web_stomp.ws_opts.compress	boolean			4.2.8-4.2,>=4.3.2
web_stomp.ws_opts.compress	enum(true,false)			<=4.2.7,4.3-4.3.1
web_stomp.ws_opts.idle_timeout	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_stomp.ws_opts.idle_timeout	integer(min=0)			4.2.8-4.2,>=4.3.2
web_stomp.ws_opts.max_frame_size	integer	non_negative_integer		<=4.2.7,4.3-4.3.1
web_stomp.ws_opts.max_frame_size	integer(min=0)			4.2.8-4.2,>=4.3.2
web_stomp.ws_path	string			all`
