import { isString, type JsonObject, listOf, member } from '../../model/kube/json.ts'
import { dig } from '../../model/kube/read.ts'
import { rules } from '../../policies/index.ts'
import { exported } from '../../webhook/vap/export.ts'
import { expressions } from '../../webhook/vap/expressions.ts'
import { describe, expect, test } from '../jest.ts'

/** What the API server makes of the expressions is seen in the slow stage. */
describe('rules as ValidatingAdmissionPolicies', () => {
  const objects = exported(rule => `https://docs.example/${rule}`)
  const nameOf = ({ metadata }: JsonObject): string => String(member(metadata, 'name'))
  const [policies, bindings] = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'].map(kind =>
    objects.filter(object => object.kind === kind),
  )

  test('each is a rule that there is, no stricter than the rule', () => {
    for (const { rule, action } of expressions) {
      const own = rules.find(({ id }) => id === rule)
      expect({ rule, worst: own?.worst }).toEqual({
        rule,
        worst: action === 'deny' ? 'error' : expect.any(String),
      })
    }
    expect(new Set(expressions.map(({ rule }) => rule)).size).toBe(expressions.length)
  })

  test('each has names of its own, and bindings', () => {
    const names = objects.map(object => `${object.kind} ${nameOf(object)}`)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^\w+ [a-z0-9.-]+$/)
    expect(new Set(bindings?.map(({ spec }) => member(spec, 'policyName')))).toEqual(
      new Set(policies?.map(nameOf)),
    )
  })

  test('where a policy refuses, it warns in a namespace that wants to be warned', () => {
    const actions = (action: string): readonly string[] =>
      (bindings ?? [])
        .filter(({ spec }) => listOf(member(spec, 'validationActions')).includes(action))
        .map(({ spec }) => member(spec, 'policyName'))
        .filter(isString)
    expect(actions('Warn')).toEqual(expect.arrayContaining([...actions('Deny')]))
    expect(actions('Deny').length).toBeGreaterThan(0)
  })

  test('the message says who speaks, and leads to the page', () => {
    for (const policy of policies ?? [])
      expect(dig(policy, ['spec', 'validations', 0, 'message'])).toMatch(
        /^warrener: ([a-z-]+): [^\n]+\. https:\/\/docs\.example\/\1$/,
      )
  })

  test('a rule that is switched off is left out', () => {
    const rest = exported(
      rule => rule,
      rule => rule === 'scale-down',
    )
    expect(rest.map(nameOf).join()).not.toContain('scale-down')
    expect(rest.length).toBeGreaterThan(0)
  })
})
