import { cluster } from '../../policies/sample.ts'

/** An object that the API server refuses, among those of a cluster. */
export interface Refusal {
  readonly name: string
  readonly rule: string
  readonly manifests: string
  /** On standard error of kubectl. */
  readonly says: string
  /** The same without what is refused. */
  readonly good: string
}

const good = cluster()
const edited = (from: string, to: string): string => {
  if (!good.includes(from)) throw new Error(`nothing to replace: ${from}`)
  return good.replaceAll(from, to)
}

export const refusals: readonly Refusal[] = [
  {
    name: 'rights of a version that is gone',
    rule: 'api-version-removed',
    manifests: edited('rbac.authorization.k8s.io/v1\n', 'rbac.authorization.k8s.io/v1beta1\n'),
    says: 'no matches for kind "RoleBinding" in version "rbac.authorization.k8s.io/v1beta1"',
    good,
  },
  {
    name: 'a StatefulSet of a version that is gone',
    rule: 'api-version-removed',
    manifests: edited('apiVersion: apps/v1\n', 'apiVersion: apps/v1beta1\n'),
    says: 'no matches for kind "StatefulSet" in version "apps/v1beta1"',
    good,
  },
]
