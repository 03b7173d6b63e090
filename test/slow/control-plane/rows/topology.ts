import { operated } from '../../../webhook/cluster.ts'
import { edited, only } from './documents.ts'
import type { Row } from './row.ts'

/** Policies and the other resources of the topology operator. */
export const rows: readonly Row[] = [
  {
    name: 'a policy that promotes unsynchronised mirrors, on 3.13',
    given: only('RabbitmqCluster', operated),
    input: edited(only('Policy', operated), 'ha-params: 2,', 'ha-params: 2, ha-promote-on-shutdown: always,'),
    refused:
      'denied the request: warrener: promote-on-shutdown-always: ' +
      'policy mirror: ha-promote-on-shutdown is always\n',
  },
]
