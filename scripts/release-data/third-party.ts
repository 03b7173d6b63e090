/**
 * Schemas that come with a release but do not lie in its repository, by the version that rabbitmq-components.mk names.
 *
 * @param components text of rabbitmq-components.mk
 */
export function thirdParty(components: string): Map<string, string> {
  const [, major, minor] = /dep_credentials_obfuscation = hex (\d+)\.(\d+)/.exec(components) ?? []
  const hasSchema = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 5)
  return new Map(
    hasSchema
      ? [['deps/credentials_obfuscation/priv/schema/credentials_obfuscation.schema', OBFUSCATION]]
      : [],
  )
}

/** Keys of credentials_obfuscation 3.5.0, as in the package of RabbitMQ 4.3.6; 3.4.0 (RabbitMQ 4.0.5) has none. */
const OBFUSCATION = `
{mapping, "credentials_obfuscation.enabled", "credentials_obfuscation.enabled", [{datatype, {enum, [true, false]}}]}.
{mapping, "credentials_obfuscation.cipher", "credentials_obfuscation.cipher", [{datatype, atom}]}.
{mapping, "credentials_obfuscation.hash", "credentials_obfuscation.hash", [{datatype, atom}]}.
{mapping, "credentials_obfuscation.iterations", "credentials_obfuscation.iterations",
  [{datatype, integer}, {validators, ["non_zero_positive_integer"]}]}.
`
