import { diagnose } from '../../diagnose/diagnose.ts'
import { messages } from '../../diagnose/messages/all.ts'
import { logLines } from '../../model/rule/log.ts'
import { rules } from '../../policies/index.ts'
import { describe, expect, test } from '../jest.ts'

const ids = new Set(rules.map(({ id }) => id))
const first = (line: string) => messages.find(({ pattern }) => pattern.test(line))
const ofRules = rules.flatMap(({ id, log }) => logLines(log).map(({ sample }) => [id, sample] as const))

test.each(ofRules)('%s: %s is explained, and leads to the rule', (id, sample) => {
  const message = first(sample)
  expect(message?.id).toBeDefined()
  const { rules: listed } = message ?? {}
  if (listed !== undefined) expect(listed).toContain(id)
})

describe.each(messages)('$id', message => {
  const { id, rules: listed, sample, source, says, why, help } = message
  const samples = [
    ...(sample === undefined ? [] : [sample]),
    ...ofRules.map(([, line]) => line).filter(line => first(line) === message),
  ]

  test('has a line that was seen, and says where that is known from', () => {
    expect(samples).not.toEqual([])
    if (samples.length === 1 && sample !== undefined) expect(source).toBeDefined()
  })

  test.each(samples)('%s', line => {
    expect(first(line)?.id).toBe(id)
    const groups = Object.keys(message.pattern.exec(line)?.groups ?? {})
    const used = [...`${says} ${why} ${help}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(groups).toEqual(expect.arrayContaining(used))
    for (const { message: text } of diagnose(line, { rules }).causes) expect(text).not.toMatch(/[{}]/)
  })

  test('names rules that there are, and is one line without a full stop', () => {
    if (Array.isArray(listed)) expect(listed.filter((rule: string) => !ids.has(rule))).toEqual([])
    for (const text of [says, why, help]) expect(text).toMatch(/^[^\n]*[^.\n]$/)
  })
})

test('ids are ids, and told apart', () => {
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
  for (const { id } of messages) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
})
