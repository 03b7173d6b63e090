/*
 * How many arguments commands take, without their options: the same in all known releases.
 * Source: `validate` and the `Accepts…` modules of deps/rabbitmq_cli/lib/rabbitmq/cli at v3.8.10, v3.13.7 and v4.3.5.
 */
const counts: readonly (readonly [least: number, most: number, commands: string])[] = [
  [
    0,
    0,
    'await_online_quorum_plus_one await_online_synchronized_mirror await_startup check_alarms check_local_alarms check_port_connectivity ' +
      'check_running check_virtual_hosts cluster_status drain force_boot force_reset is_booting is_running node_health_check ping ' +
      'reset revive start_app stop_app',
  ],
  [
    1,
    1,
    'await_online_nodes clear_permissions delete_user delete_vhost forget_cluster_node join_cluster set_cluster_name add_vhost',
  ],
  [1, 2, 'add_user change_password'],
  [4, 4, 'set_permissions'],
]

/** How many arguments a command of RabbitMQ's tools takes; undefined for those that are not known here. */
export function argumentCount(verb: string): { readonly least: number; readonly most: number } | undefined {
  const row = counts.find(([, , commands]) => commands.split(' ').includes(verb))
  return row && { least: row[0], most: row[1] }
}
