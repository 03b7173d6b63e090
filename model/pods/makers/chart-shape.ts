import type { JsonObject } from '../../kube/json.ts'
import type { World } from '../../kube/world.ts'
import type { VolumeFiles } from '../files.ts'
import type { PluginList } from '../made.ts'
import type { Wording } from '../wording.ts'
import type { ChartValues } from './chart-values.ts'

/** One Helm chart for RabbitMQ: how its values are recognised, and what it makes of them. */
export interface ChartShape {
  /** What its repositories have in their names. */
  readonly repository: RegExp
  /** Whether a version of the chart may have this first number. */
  hasMajor(major: number): boolean
  /** Values that no other chart of that name takes, as paths with dots. */
  readonly own: readonly string[]
  /** Keys, at any depth, by which a text shows that it may hold such values: words that few other texts have. */
  readonly keys: readonly string[]
  /** Whether values of a chart called rabbitmq say something that is read here, in the form that this chart takes it. */
  carries(values: JsonObject): boolean
  /** Whether values whose chart is not known are those of this one. */
  recognises(values: JsonObject): boolean
  /** The values that settings are written in. */
  readonly wording: Wording
  /** The image of the node. */
  image(chart: ChartValues): string
  /** The value that the variables of the container are written in. */
  readonly env: string
  /** The value that the hooks of the container are written in, if there is one. */
  readonly lifecycle?: string
  /** Where the volumes are mounted whose files `volume` knows: volume, path. */
  mounts(chart: ChartValues): readonly (readonly [volume: string, path: string])[]
  /** The files of such a volume. */
  volume(chart: ChartValues, name: string, world: World): VolumeFiles | undefined
  plugins(chart: ChartValues): PluginList
}
