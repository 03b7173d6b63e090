/** Files of a server that is as small as can be. */
export const first: Readonly<Record<string, string>> = {
  'plugins.mk': 'PLUGINS := rabbitmq_top\n',
  'deps/rabbitmq_top/Makefile': 'DEPS = rabbit\n',
  'rabbitmq-components.mk': 'dep_cuttlefish = hex 3.9.1\n',
  'deps/rabbit/priv/schema/rabbit.schema': `
{mapping, "heartbeat", "rabbit.heartbeat", [{datatype, integer}]}.
{mapping, "old.key", "rabbit.old", [{datatype, flag}]}.
{mapping, "depth", "rabbit.depth", [{datatype, integer}, {validators, ["byte"]}]}.
{translation, "rabbit.depth", fun(Conf) -> cuttlefish:conf_get("depth", Conf) end}.
{validator, "byte", "in the range [0, 255]", fun(X) -> X >= 0 andalso X =< 255 end}.
`,
  'deps/rabbit/src/rabbit.erl': `-module(rabbit).
-rabbit_feature_flag({'flag_a', #{stability => stable}}).
-rabbit_deprecated_feature({old_ways, #{deprecation_phase => permitted_by_default}}).
`,
  'deps/rabbit/src/rabbit_policies.erl': `-module(rabbit_policies).
register() -> [{Class, Name} || {Class, Name} <- [{policy_validator, <<"max-length">>}]].
validate_policy(_, _) -> ok.
`,
  'deps/rabbit/src/rabbit_classic_queue.erl':
    '-module(rabbit_classic_queue).\ncapabilities() -> #{unsupported_policies => []}.\n',
  'deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands/list_queues_command.ex': 'defmodule A do\nend\n',
  'deps/rabbitmq_management/src/rabbit_mgmt_dispatcher.erl':
    '-module(rabbit_mgmt_dispatcher).\ndispatcher() -> [{"/health/checks/alarms", a, []}].\n',
  'deps/rabbit/src/rabbit_env.erl': '-module(rabbit_env).\n-define(USED_ENV_VARS, ["RABBITMQ_NODENAME"]).\n',
}
/** The same, one release later. */
export const second: Readonly<Record<string, string>> = {
  ...first,
  'plugins.mk': 'PLUGINS := rabbitmq_top rabbitmq_new\n',
  'deps/rabbitmq_new/Makefile': 'DEPS = rabbit rabbitmq_top\n',
  'deps/rabbit/priv/schema/rabbit.schema': `
{mapping, "heartbeat", "rabbit.heartbeat", [{datatype, [{enum, [none]}, integer]}]}.
{mapping, "new.$name.key", "rabbit.new", [{datatype, penguin}]}.
{mapping, "depth", "rabbit.depth", [{datatype, integer}, {validators, ["byte", "odd"]}]}.
{translation, "rabbit.depth", fun(Conf) -> 1 + cuttlefish:conf_get("depth", Conf) end}.
{validator, "byte", "in the range [0, 255]", fun(X) -> X > 0 andalso X =< 255 end}.
{validator, "odd", "must be odd", fun(X) -> X rem 2 =:= 1 end}.
`.replace('penguin', 'integer'),
  'deps/rabbit/src/rabbit.erl': `-module(rabbit).
-rabbit_feature_flag({'flag_a', #{stability => required, require_level => hard}}).
-rabbit_feature_flag({?MODULE, #{stability => stable}}).
-rabbit_deprecated_feature({old_ways, #{deprecation_phase => denied_by_default}}).
`,
  'deps/rabbit/src/rabbit_policies.erl': `-module(rabbit_policies).
register() -> [{Class, Name} || {Class, Name} <- [{policy_validator, <<"max-length">>}, {policy_validator, <<"max-width">>}]].
%% a comment more
validate_policy(_, _) -> ok.
other() -> ok.
`,
  'deps/rabbitmq_cli/lib/rabbitmq/cli/ctl/commands/list_more_command.ex': 'defmodule A do\nend\n',
}
