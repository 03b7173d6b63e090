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
