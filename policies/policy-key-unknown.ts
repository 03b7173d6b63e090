import { isIdle } from '../facts/idle-policy-keys.ts'
import { nearest } from '../facts/nearest.ts'
import { policyKey, policyKeyReleases, recognised } from '../facts/policy-keys.ts'
import { mayHaveMore } from '../facts/read-releases.ts'
import type { Release } from '../facts/release.ts'
import { keyOf } from '../model/kube/address.ts'
import { mirrorKeys, policyLabel } from '../model/messaging/policy.ts'
import { refusal } from '../model/messaging/policy-questions.ts'
import { policyKeyRefused } from '../model/rule/log-lines.ts'
import { type Draft, policyRule } from '../model/rule/rule.ts'
import { cluster, policyFile } from './sample.ts'

export default policyRule({
  id: 'policy-key-unknown',
  group: 'promotion',
  title: 'A policy sets a key that is no policy setting',
  worst: 'error',
  single: 'info',
  when: { releaseData: true },
  rationale: `A policy may hold only the settings that the release and its plugins know; \`max-priority\`, \`x-*\` arguments and misspelt keys are none. The whole policy
is refused. An image of one's own may carry plugins with further keys, so there it is a warning.`,
  sources: ['https://www.rabbitmq.com/docs/parameters#policies'],
  evidence: { kind: 'observed', where: 'test/slow/boots.test.ts: definitions: an unknown policy key' },
  log: [policyKeyRefused],
  example: () => ({
    bad: cluster({ definitions: policyFile('{"message-tll": 60000}') }),
    good: cluster({ definitions: policyFile('{"message-ttl": 60000}') }),
  }),
  check({ policy, cluster, release }, tell) {
    const flavour = cluster?.broker.image.flavour
    for (const [key, { at }] of policy.keys) {
      if (mirrorKeys.has(key) || policyKey(key, release) !== undefined) continue
      const releases = policyKeyReleases(key)
      if (
        releases === '' &&
        adviceOn(key, release) === takeOut &&
        cluster?.broker.stands.every(mayHaveMore)
      ) {
        tell.report({
          at: keyOf(at),
          ...perhapsUnknown(`${policyLabel(policy)} sets ${key}`, release.called),
        })
        continue
      }
      tell.report({
        at: keyOf(at),
        severity: flavour === 'custom' ? 'warning' : 'error',
        message: `${policyLabel(policy)} sets ${key}, which ${release.called} does not know`,
        help: `${adviceOn(key, release)}${releases === '' ? '' : ` (releases that know it: ${releases})`}`,
        ...refusal(policy, release),
      })
    }
  },
})

/** Where not all keys of the release could be read, one that nobody knows and that resembles none may be new. */
const perhapsUnknown = (sets: string, called: string): Omit<Draft, 'at'> => ({
  severity: 'warning',
  message: `${sets}, which is not known of ${called}`,
  why: 'a policy with a key that the broker does not know is refused; not all that came with the release could be read',
  help: 'look for it in the release notes, or take the key out',
})

/** What is not a policy's to decide, under the names that people try. Source: rabbit_queue_type.erl@v4.3.5, discover/1. */
const decidedElsewhere: ReadonlyMap<string, string> = new Map(
  ['queue-type', 'x-queue-type', 'type', 'default-queue-type', 'default_queue_type'].map(key => [
    key,
    'a policy cannot choose the type: declare the queue with x-queue-type, or give the virtual host a default queue type',
  ]),
)

const takeOut = 'take the key out'
function adviceOn(key: string, release: Release): string {
  const names = recognised(release).map(({ name }) => name)
  // The optional arguments of a queue are called as the keys of a policy are, with x- in front.
  const plain = key.replace(/^x-/, '')
  const meant =
    names.find(name => name === plain) ??
    nearest(
      plain,
      names.filter(name => !isIdle(name, release)),
    )
  return decidedElsewhere.get(key) ?? (meant === undefined ? takeOut : `did you mean ${meant}?`)
}
