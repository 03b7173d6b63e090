import type { Disagreement } from './conf-compare.ts'

/** Where our verdict is known to differ from the broker's, and why it is left so. */
interface Exception {
  readonly key: RegExp
  readonly real: RegExp
  readonly why: string
}

export const exceptions: readonly Exception[] = [
  {
    key: /auth_oauth2\.(?:oauth_providers\.\w+\.)?signing_keys\./,
    real: /does not exist or cannot be read by the node/,
    why: 'a translation reads the file, and the disk of the node cannot be seen from here',
  },
  {
    key: /auth_oauth2\.oauth_providers\.\w+\.https\.cacertfile/,
    real: /Invalid attribute \(cacertfile\)/,
    why: 'a translation reads the file, and the disk of the node cannot be seen from here',
  },
  {
    key: /auth_oauth2\.oauth_providers\.\w+\.discovery_endpoint_path/,
    real: /Invalid attribute \(discovery_endpoint_path\)/,
    why: 'the whole grammar of URIs (uri_string:parse/1) for a path that is hardly ever set; ours passes more',
  },
  {
    key: /credentials_obfuscation\.(?:cipher|hash)/,
    real: /Unsupported (?:cipher|hash)/,
    why: "what the node's own OpenSSL supports",
  },
]

/** The disagreements that no exception explains. */
export const unexplained = (all: readonly Disagreement[]): Disagreement[] =>
  all.filter(({ text, ours, real }) => {
    const passed = ours.startsWith('accepted')
    return !(passed && exceptions.some(exception => exception.key.test(text) && exception.real.test(real)))
  })
