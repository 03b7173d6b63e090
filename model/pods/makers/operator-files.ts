import { at } from '../../kube/address.ts'
import { compareText } from '../../kube/compare-text.ts'
import { isString } from '../../kube/json.ts'
import { found } from '../../kube/lookup.ts'
import type { KubeObject } from '../../kube/object.ts'
import { dig } from '../../kube/read.ts'
import { cleanPath } from '../container.ts'
import type { ContainerFiles, File } from '../files.ts'
import { operatorDefaults } from './operator.ts'

/** Texts of the resource that the operator mounts as files. Source: cluster-operator v2.22.3, internal/resource/configmap.go. */
const texts = [
  ['additionalConfig', '/etc/rabbitmq/conf.d/90-userDefinedConfiguration.conf'],
  ['advancedConfig', '/etc/rabbitmq/advanced.config'],
  ['envConfig', '/etc/rabbitmq/rabbitmq-env.conf'],
] as const

/** The files of a pod with those that the operator mounts into it. */
export function withOperatorFiles(files: ContainerFiles, object: KubeObject): ContainerFiles {
  const defaults = [...operatorDefaults(object)].map(([key, value]) => `${key} = ${value}`).join('\n')
  const own = new Map<string, File>()
  const add = (file: File): unknown => own.set(file.path, file)
  add({
    path: '/etc/rabbitmq/conf.d/10-operatorDefaults.conf',
    value: defaults,
    at: at(object),
    generated: true,
  })
  for (const [field, path] of texts) {
    const value = dig(object.value, ['spec', 'rabbitmq', field])
    if (isString(value) && value !== '') add({ path, value, at: at(object, 'spec', 'rabbitmq', field) })
  }
  return {
    ...files,
    read: path => {
      const file = own.get(cleanPath(path))
      return file ? found(file) : files.read(path)
    },
    list: folder => {
      const here = [...own.values()].filter(({ path }) => path.startsWith(`${cleanPath(folder)}/`))
      const seen = files.list(folder)
      return { ...seen, items: [...seen.items, ...here].sort((a, b) => compareText(a.path, b.path)) }
    },
  }
}
