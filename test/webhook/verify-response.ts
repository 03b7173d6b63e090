import type { AdmissionReview } from '../../webhook/admission.ts'

/**
 * What the API server checks of an answer before it uses it, rule by rule as it does.
 * Source: kubernetes/apiserver, pkg/admission/plugin/webhook/request/admissionreview.go (VerifyAdmissionResponse),
 * pkg/admission/attributes.go (checkKeyFormat), pkg/endpoints/filters/warning.go.
 * @returns what it would complain about
 */
export function complaints(
  review: AdmissionReview,
  uid: string,
  path: 'validate' | 'mutate',
  webhook: string,
): readonly string[] {
  const { apiVersion, kind, response } = review
  const hasPatch = response.patch !== undefined
  const hasPatchType = response.patchType !== undefined
  const checks: readonly (readonly [string, boolean])[] = [
    ['apiVersion and kind', apiVersion === 'admission.k8s.io/v1' && kind === 'AdmissionReview'],
    ['the uid of the request', response.uid === uid],
    ['allowed is a boolean', typeof response.allowed === 'boolean'],
    ['a validating webhook sends no patch', path === 'mutate' || (!hasPatch && !hasPatchType)],
    ['patch and patchType together', hasPatch === hasPatchType],
    ['patchType is JSONPatch', !hasPatchType || response.patchType === 'JSONPatch'],
    [
      'patch is base64 of a JSON list',
      !hasPatch || Array.isArray(JSON.parse(Buffer.from(response.patch ?? '', 'base64').toString())),
    ],
    ['a denial has a code of 400 or more', response.allowed || (response.status?.code ?? 0) >= 400],
    ['a denial fits a terminal', Buffer.byteLength(response.status?.message ?? '') <= 2048],
    ['a denial has few causes', (response.status?.details.causes ?? []).length <= 20],
    ['a mutating webhook of ours never denies', path === 'validate' || response.allowed],
    [
      'audit keys are qualified names',
      Object.keys(response.auditAnnotations ?? {}).every(key => isQualifiedName(`${webhook}/${key}`)),
    ],
    [
      'audit values are text',
      Object.values(response.auditAnnotations ?? {}).every(value => typeof value === 'string'),
    ],
    ['warnings are printable lines', (response.warnings ?? []).every(text => !/\p{Cc}/u.test(text))],
    ['warnings are short', (response.warnings ?? []).every(text => [...text].length <= 256)],
    ['all warnings together are short', (response.warnings ?? []).join('').length <= 4096],
    ['no warning twice', new Set(response.warnings).size === (response.warnings ?? []).length],
  ]
  return checks.flatMap(([what, holds]) => (holds ? [] : [what]))
}

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
