import type { AdmissionReview } from '../../webhook/admission.ts'

interface Answer {
  readonly apiVersion?: string
  readonly kind?: string
  readonly response?: {
    readonly uid?: string
    readonly patch?: string
    readonly patchType?: string
  } | null
}

/**
 * What the API server checks of an answer before anything else, in its order. It asks for the version that the configuration
 * names; of v1beta1 nothing but the response is looked at.
 * Source: kubernetes/apiserver, pkg/admission/plugin/webhook/request/admissionreview.go@v0.37.2 (VerifyAdmissionResponse).
 * @returns why the call counts as failed
 */
export function refusal(
  { apiVersion, kind, response }: Answer,
  uid: string,
  isMutating: boolean,
  asked: 'v1' | 'v1beta1' = 'v1',
): string | undefined {
  if (!response) return 'webhook response was absent'
  if (asked === 'v1beta1') return undefined
  if ((response.uid ?? '') !== uid) return `expected response.uid=${uid}, got ${response.uid}`
  if (apiVersion !== 'admission.k8s.io/v1' || kind !== 'AdmissionReview')
    return `expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got ${apiVersion}, Kind=${kind}`
  const { patch = '', patchType } = response
  if (!isMutating) {
    if (patch !== '') return 'validating webhook may not return response.patch'
    return patchType === undefined ? undefined : 'validating webhook may not return response.patchType'
  }
  if (patch !== '' && patchType === undefined)
    return 'webhook returned response.patch but not response.patchType'
  if (patch === '' && patchType !== undefined)
    return 'webhook returned response.patchType but not response.patch'
  return patchType === '' ? 'webhook returned invalid response.patchType of ""' : undefined
}

/**
 * What the API server, or whoever reads the answer, would complain about: that check, and what is looked at later.
 * Source: pkg/admission/plugin/webhook/mutating/dispatcher.go, pkg/admission/attributes.go (checkKeyFormat),
 * pkg/endpoints/filters/warning.go.
 */
export function complaints(
  review: AdmissionReview,
  uid: string,
  path: 'validate' | 'mutate',
  webhook: string,
): readonly string[] {
  const { response } = review
  const { status, warnings = [], auditAnnotations = {} } = response
  const hasPatch = response.patch !== undefined
  const checks: readonly (readonly [string, boolean])[] = [
    [refusal(review, uid, path === 'mutate') ?? '', refusal(review, uid, path === 'mutate') === undefined],
    ['allowed is a boolean', typeof response.allowed === 'boolean'],
    ['patchType is JSONPatch', response.patchType === undefined || response.patchType === 'JSONPatch'],
    [
      'patch is base64 of a JSON list',
      !hasPatch || Array.isArray(JSON.parse(Buffer.from(response.patch ?? '', 'base64').toString())),
    ],
    ['a status only where it is looked at', response.allowed === (status === undefined)],
    ['a denial is forbidden', response.allowed || (status?.code === 403 && status.reason === 'Forbidden')],
    [
      'a denial says by whom and why',
      response.allowed || /^warrener: [a-z-]+: \S/.test(status?.message ?? ''),
    ],
    ['a denial fits a terminal', Buffer.byteLength(status?.message ?? '') <= 2048],
    ['lines of a denial are printable', !/[^\P{Cc}\n]/u.test(status?.message ?? '')],
    ['a denial has a few causes', response.allowed || inRange(status?.details.causes.length ?? 0, 1, 20)],
    ['a mutating webhook of ours never denies', path === 'validate' || response.allowed],
    [
      'audit keys are qualified names',
      Object.keys(auditAnnotations).every(key => isQualifiedName(`${webhook}/${key}`)),
    ],
    [
      'audit values are short texts',
      Object.values(auditAnnotations).every(value => typeof value === 'string' && value.length <= 1024),
    ],
    ['warnings are printable lines', warnings.every(text => !/\p{Cc}/u.test(text))],
    ['warnings say who speaks', warnings.every(text => text.startsWith('warrener: '))],
    ['warnings are short', warnings.every(text => [...text].length <= 256)],
    ['all warnings together are short', warnings.join('').length <= 4096],
    ['no warning twice', new Set(warnings).size === warnings.length],
  ]
  return checks.flatMap(([what, holds]) => (holds ? [] : [what]))
}

const inRange = (value: number, least: number, most: number): boolean => value >= least && value <= most

/** Source: kubernetes/apimachinery, pkg/api/validate/content/kube.go (IsLabelKey). */
function isQualifiedName(text: string): boolean {
  const parts = text.split('/')
  const [prefix = '', name = ''] = parts
  return (
    parts.length === 2 &&
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(prefix) &&
    /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(name)
  )
}
