import { isObject, type Json } from '../../model/kube/json.ts'
import type { ChartSource, KubeObject, Origin } from '../../model/kube/object.ts'
import { valuesKind } from '../../model/pods/workload.ts'
import type { Document } from '../yaml/document.ts'

/** Values, and the document whose text they are. */
export interface Carrier {
  readonly document: Document
  /** The documents of values that these win over. */
  readonly below?: readonly Document[]
  readonly object: KubeObject
}

/** The object that stands in for values. */
export const valuesPlace = (
  value: Json | undefined,
  name: string,
  namespace: string,
  origin: Origin,
  chart: ChartSource,
): KubeObject => ({
  standsFor: 'values',
  apiVersion: '',
  group: '',
  kind: valuesKind,
  namespace,
  name,
  value: isObject(value) ? value : {},
  origin,
  chart,
})
