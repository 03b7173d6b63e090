import type { Broker } from '../broker/broker.ts'
import type { Located } from '../kube/address.ts'
import { ifFound, type Lookup } from '../kube/lookup.ts'
import { cut, plainText, showText } from '../pods/symbolic-text.ts'
import type { Discovery, K8sSetting } from './discovery.ts'
import { longNames, podName } from './node-name.ts'

/** What node names rest on. */
interface Naming {
  readonly broker: Broker
  readonly discovery: Discovery
  readonly serviceName: Lookup<Located<string>>
}

/** All that has to be written for nodes that are known by the names that DNS has for their pods, as far as it is not written yet. */
export function namesInDns({ broker, discovery, serviceName }: Naming): string {
  const { namespace } = broker.workload
  const domain = `.${ifFound(serviceName)?.value ?? '<governing Service>'}.${namespace || '<namespace>'}.svc.<cluster domain>`
  const asks = discovery.asksApi && ifFound(discovery.backend)?.module === 'k8s'
  const settings = asks
    ? [setting(discovery, 'address_type', 'hostname'), setting(discovery, 'hostname_suffix', domain)]
    : []
  const own = podVariable(broker)
  return [
    `set ${broker.paths.nodeNameVariable} to ${prefixOf(broker)}@$(${own ?? 'POD'})${domain}`,
    ...(own === undefined ? [`POD being a variable from ${podName}`] : []),
    ...(ifFound(longNames(broker))?.value === true ? [] : ['RABBITMQ_USE_LONGNAME to true']),
    ...settings.filter(text => text !== undefined),
  ].join(', ')
}

/** What stands before the `@` of the name now. */
function prefixOf({ environment, paths }: Broker): string {
  const name = ifFound(environment.get(paths.nodeNameVariable))
  const [before = []] = (name && cut(name.text, '@')) ?? []
  return plainText(before) || 'rabbit'
}

/** A variable of the container that has the name of the pod. */
const podVariable = ({ environment }: Broker): string | undefined =>
  [...environment.seen].find(([, { text }]) => text.length === 1 && showText(text) === '<pod>')?.[0]

/** A setting of discovery with the value that it needs; undefined where it has that. */
function setting(discovery: Discovery, name: K8sSetting, value: string): string | undefined {
  const now = ifFound(discovery.setting(name))
  // What the domain of the cluster is, nobody says here.
  const [known = ''] = value.split('<cluster domain>')
  if (now && (plainText(now.text) ?? '').startsWith(known)) return undefined
  return `${discovery.called(name)} to ${value}`
}
