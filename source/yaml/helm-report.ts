import type { Part } from './split.ts'

/** What `helm get`, `helm status` and `helm install --dry-run` print begins with what is known of the release. */
const heading = /^(?:NAME|REVISION|LAST DEPLOYED): /
const section = /^(HOOKS|MANIFEST|NOTES):[ \t]*\r?$/gm

/**
 * The parts of a text that hold manifests: all of it, or, of a report of Helm, its hooks and its manifest, without the
 * values and the notes around them. Source: helm, cmd/helm/status.go.
 */
export function manifestParts(text: string): readonly Part[] {
  const whole = [{ start: 0, end: text.length }]
  if (!heading.test(text)) return whole
  const sections = [...text.matchAll(section)].map(({ 0: line, 1: name, index }) => ({
    name,
    start: index,
    body: index + line.length,
  }))
  const manifest = sections.findIndex(({ name }) => name === 'MANIFEST')
  if (manifest < 0) return whole
  const hooks = sections.findIndex(({ name }) => name === 'HOOKS')
  return [hooks, manifest].flatMap(index => {
    const found = sections[index]
    return found === undefined || index > manifest
      ? []
      : [{ start: found.body, end: sections[index + 1]?.start ?? text.length }]
  })
}
