import { rules } from '../../bound.ts'
import { docsUrl } from '../../lint/docs-url.ts'
import type { Host } from '../host.ts'

/** `warrener rules`: every rule with its worst severity, as a table or as JSON. */
export function listRules(format: 'text' | 'json', host: Host): void {
  host.out.write(format === 'json' ? asJson() : asTable())
}

function asJson(): string {
  const list = rules.map(({ id, group, scope, worst, title, when }) => ({
    id,
    severity: worst,
    group,
    scope,
    title,
    releases: when?.rabbitmq ?? 'all',
    docs: docsUrl(id),
  }))
  return `${JSON.stringify(list, null, 2)}\n`
}

function asTable(): string {
  const idWidth = Math.max(...rules.map(({ id }) => id.length))
  return rules
    .map(({ id, worst, title }) => `${id.padEnd(idWidth)}  ${worst.padEnd('warning'.length)}  ${title}\n`)
    .join('')
}
