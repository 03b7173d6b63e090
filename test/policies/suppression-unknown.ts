import { cluster } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const ignoring = (text: string): string =>
  cluster({ storage: 'none', annotations: { 'warrener.dev/ignore': text } })

export default rows({
  valid: [
    { name: 'the word in a reason', manifests: ignoring('storage-not-persistent=fine until we migrate') },
    {
      name: 'a rule and a reason',
      manifests: ignoring(
        'storage-not-persistent=load test; conf-key-unknown=plugin of ours until 2027-01-31',
      ),
    },
  ],
  invalid: [
    {
      name: 'a day that is written another way',
      manifests: ignoring('storage-not-persistent=load test until 2027-2-20'),
      findings: [{ message: /until YYYY-MM-DD/, text: '"storage-not-persistent=load test until 2027-2-20"' }],
    },
    {
      name: 'misspelt',
      manifests: ignoring('storage-not-persistant=load test'),
      findings: [
        {
          message: /storage-not-persistant, which is no rule; did you mean storage-not-persistent\?$/,
          help: /^write storage-not-persistent=reason$/,
          text: '"storage-not-persistant=load test"',
        },
      ],
    },
    {
      name: 'like no rule',
      manifests: ignoring('x=load test'),
      findings: [
        { message: /names x, which is no rule$/, help: /^warrener rules lists them$/, text: '"x=load' },
      ],
    },
    {
      name: 'no reason',
      manifests: ignoring('storage-not-persistent'),
      findings: [{ message: /no reason/, text: '"storage-not-persistent"' }],
    },
    {
      name: 'no day',
      manifests: ignoring('storage-not-persistent=load test until 2026-13-45'),
      findings: [{ message: /2026-13-45 is no day/, text: '"storage-not-persistent=load test until' }],
    },
    {
      name: 'a name that is like no rule',
      manifests: ignoring('everything=we know'),
      findings: [
        {
          message: /everything, which is no rule/,
          help: /^warrener rules lists them$/,
          text: '"everything=we know"',
        },
      ],
    },
  ],
})
