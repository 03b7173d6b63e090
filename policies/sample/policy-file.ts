import type { JsonObject } from '../../model/kube/json.ts'

/** The definition of a policy that mirrors on two nodes, and promotes nobody who may lack messages. */
export const safeMirrors =
  '{"ha-mode": "exactly", "ha-params": 2, "ha-sync-mode": "automatic", "ha-promote-on-shutdown": "when-synced", "ha-promote-on-failure": "when-synced"}'

/**
 * A definitions file with a user, a virtual host and one policy with this definition.
 * @param definition in JSON, like the members that differ
 */
export const policyFile = (
  definition: string,
  pattern = '^orders\\\\.',
  { applyTo = '"queues"', priority = '0' }: { readonly applyTo?: string; readonly priority?: string } = {},
): string => `{
  "users": [
    {"name": "admin", "password_hash": "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", "tags": "administrator"}
  ],
  "vhosts": [{"name": "/"}],
  "policies": [
    {"vhost": "/", "name": "orders", "pattern": "${pattern}", "apply-to": ${applyTo}, "priority": ${priority},
     "definition": ${definition}}
  ]
}`

/**
 * A definitions file with the same user and virtual host, and lists of other things.
 * @param indent as JSON.stringify takes it; left out: all on one line
 */
export const definitionsFile = (lists: JsonObject, indent?: number): string =>
  JSON.stringify(
    {
      users: [
        {
          name: 'admin',
          password_hash: 'kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR',
          tags: 'administrator',
        },
      ],
      vhosts: [{ name: '/' }],
      ...lists,
    },
    null,
    indent,
  )

/** A definitions file with one quorum queue. */
export const quorumQueueFile = (): string =>
  definitionsFile({
    queues: [
      {
        name: 'orders',
        vhost: '/',
        durable: true,
        auto_delete: false,
        arguments: { 'x-queue-type': 'quorum' },
      },
    ],
  })
