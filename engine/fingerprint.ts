import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Address } from '../model/kube/address.ts'
import { currentGroup } from '../model/kube/kinds.ts'
import type { Step } from '../model/kube/step.ts'

/**
 * The stable identity of a finding: rule, object, steps (list items by name, never by index) and the class that the
 * rule gave. Files and lines do not enter, nor does any value, so it is the same from every door: `stringData` in a
 * file is the `data` that the API server keeps.
 */
export function fingerprint(rule: string, at: Address, subject = ''): string {
  const { object } = at
  const identity = [
    rule,
    currentGroup(object.group, object.kind),
    object.kind,
    object.namespace,
    object.name,
    canonical(object.kind, at.path),
    subject,
  ]
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(identity)))).slice(0, 24)
}

function canonical(kind: string, path: readonly Step[]): readonly unknown[] {
  const steps = kind === 'Secret' ? asStored(path) : path
  return steps.map(step => (typeof step === 'number' ? '*' : step))
}

function asStored(path: readonly Step[]): readonly Step[] {
  const [first, key, ...rest] = path
  return first === 'stringData' && key !== undefined ? ['data', key, { as: 'base64' }, ...rest] : path
}
