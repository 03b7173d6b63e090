import { member } from '../model/kube/json.ts'
import type { Right } from '../model/kube/world.ts'
import { type ApiConnection, itemsOf, pathOf } from './api-connection.ts'
import { NotRead, type ObjectReader } from './reader.ts'

/** Asks the API server about every object, whenever it is asked. */
export const readerOver = (api: ApiConnection, readsSecrets: boolean): ObjectReader => ({
  ...{ isCostly: true, readsSecrets },
  async get(kind, namespace, name, signal) {
    const found = await api.get(`${pathOf(kind, namespace)}/${encodeURIComponent(name)}`, signal)
    if (found !== undefined && member(member(found, 'metadata'), 'name') !== name)
      throw new NotRead('the API server answered with another object')
    return found
  },
  async list(kind, namespace, signal) {
    const list = await api.get(pathOf(kind, namespace), signal)
    return list === undefined ? [] : itemsOf(list)
  },
  async may(right, signal) {
    const review = await api.post(
      '/apis/authorization.k8s.io/v1/subjectaccessreviews',
      reviewOf(right),
      signal,
    )
    const allowed = member(member(review, 'status'), 'allowed')
    if (typeof allowed !== 'boolean') throw new NotRead('the API server did not say whether it is allowed')
    return allowed
  },
})

/** Source: authorization.k8s.io/v1; the groups are those that the API server's authenticator gives a ServiceAccount. */
const reviewOf = ({ namespace, account, verb, resource, name }: Right) => ({
  apiVersion: 'authorization.k8s.io/v1',
  kind: 'SubjectAccessReview',
  spec: {
    user: `system:serviceaccount:${namespace}:${account}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    resourceAttributes: { namespace, verb, resource, ...(name === undefined ? {} : { name }) },
  },
})
