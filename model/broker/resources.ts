import { wholeQuantityOf } from '../formats/text/quantity.ts'
import type { Address } from '../kube/address.ts'
import { absent, found, type Lookup, unknown } from '../kube/lookup.ts'
import { dig, scalarText } from '../kube/read.ts'
import { inContainer } from '../pods/container.ts'
import type { Broker } from './broker.ts'

/** An amount as written, and what it comes to. */
export interface Amount {
  readonly bytes: bigint
  readonly text: string
  readonly at: Address
}

/** The container's memory limit. Absent: it may use all of the machine. */
export function memoryLimitOf({ workload, container }: Broker): Lookup<Amount> {
  const path = ['resources', 'limits', 'memory']
  const why = workload.template.unsettled([...container.steps, ...path])
  if (why !== undefined) return unknown(why)
  const written = dig(container.value, path)
  const bytes = wholeQuantityOf(written)
  if (bytes === undefined) return absent()
  return found({
    bytes,
    text: scalarText(written) ?? '',
    at: inContainer(workload.template, container, ...path),
  })
}
