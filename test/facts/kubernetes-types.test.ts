import { kubernetesKinds, kubernetesTypes, servedKinds } from '../../facts/data/kubernetes-types.ts'
import { newestKubernetes } from '../../facts/kubernetes-apis.ts'
import { fieldsOf, fieldType, kindsOf, typeOfKind, typesRelease } from '../../facts/kubernetes-types.ts'
import { isName, rangeOf } from '../../facts/kubernetes-values.ts'
import { expect, test } from '../jest.ts'

test('types are of the newest Kubernetes that is known', () => {
  expect(typesRelease).toEqual(newestKubernetes)
})

test.each([
  ['v1', 'Service', 'Service'],
  ['rabbitmq.com/v1beta1', 'RabbitmqCluster', 'RabbitmqCluster'],
  ['v1', 'StatefulSet', undefined],
  ['serving.knative.dev/v1', 'Service', undefined],
])('%s %s is of type %s', (apiVersion, kind, type) => {
  expect(typeOfKind(apiVersion, kind)).toBe(type)
})

test('every type that a field names has fields', () => {
  const named = kubernetesTypes.split('\n').map(line => line.split('\t')[2] ?? '')
  const fieldsIn = (text: string): readonly string[] => {
    const type = fieldType(text)
    return type.is === 'fields' ? [type.of] : type.is === 'list' || type.is === 'map' ? fieldsIn(type.of) : []
  }
  const types = new Set(
    [...named, ...kubernetesKinds.split('\n').map(line => line.split('\t')[1] ?? '')].flatMap(fieldsIn),
  )
  expect(types.size).toBeGreaterThan(150)
  const common = fieldsOf('no such type').size
  expect([...types].filter(type => fieldsOf(type).size === common)).toEqual([])
})

test('fields, and which of them have to be there', () => {
  expect(fieldsOf('ServicePort').get('port')).toEqual({ type: 'i', isRequired: true })
  expect(fieldsOf('ServicePort').get('name')).toEqual({ type: 's', isRequired: false })
  expect(fieldsOf('ServicePort').has('prot')).toBe(false)
  expect(fieldsOf('RabbitmqCluster.spec').get('replicas')).toEqual({ type: 'i', isRequired: false })
  expect(fieldType('[]{}s')).toEqual({ is: 'list', of: '{}s' })
  expect(fieldType('(A|B)')).toEqual({ is: 'one-of', values: ['A', 'B'] })
})

test('kinds of API versions', () => {
  expect(kindsOf('apps/v1')).toContain('ControllerRevision')
  expect(kindsOf('example.com/v1')).toEqual([])
  expect(servedKinds.split('\n').length).toBeGreaterThan(5)
})

test('ranges and names', () => {
  expect(rangeOf('ServicePort', 'nodePort')).toMatchObject({ low: 30000, high: 32767 })
  expect(rangeOf('ServicePort', 'constructor')).toBeUndefined()
  expect(isName('Service', 'a.b')).toBe(false)
  expect(isName('ConfigMap', 'a.b')).toBe(true)
  expect(isName('Role', 'system:x')).toBe(true)
  expect(isName('Role', 'a/b')).toBe(false)
  expect(isName('Service', 'a'.repeat(64))).toBe(false)
})
