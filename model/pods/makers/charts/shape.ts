import type { chartDefaults } from '../../../../facts/chart-defaults.ts'
import type { JsonObject } from '../../../kube/json.ts'
import type { World } from '../../../kube/world.ts'
import type { VolumeFiles } from '../../files.ts'
import type { MadeCredentials, MadeExposure, PluginList, Right } from '../../made.ts'
import type { Wording } from '../../wording.ts'
import type { ChartDisk } from './disk.ts'
import type { ChartValues } from './values.ts'

/** The value that a field is written in: of `a.b` by that name, else by that of `a`. No value sets what is not here. */
export type Fields = Readonly<Record<string, string>>

/** One Helm chart for RabbitMQ: how its values are recognised, and what it makes of them. */
export interface ChartShape {
  /** How facts call it. */
  readonly name: Parameters<typeof chartDefaults>[0]
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
  /** Whether values hold something that only those for RabbitMQ do. */
  isSure(values: JsonObject): boolean
  /** Whether values whose chart is not known are those of this one. */
  recognises(values: JsonObject): boolean
  /** The values that settings are written in, and how data comes to lie on a claim. */
  readonly wording: Pick<Wording, 'conf' | 'advanced' | 'plugins'> & {
    readonly ownBudget: string
    readonly longNames: string
    readonly keepData: string
    readonly ownDisks: string
  }
  /** The values that fields of the set, of its pods and of the node's container are written in. */
  readonly fields: {
    readonly set: Fields
    readonly pods: Fields
    readonly node: Fields & { readonly env: string }
  }
  /** The spec of the pods without containers and volumes, as far as it is known. */
  pods(chart: ChartValues): JsonObject
  /** The node's container without what all charts have in it. */
  node(chart: ChartValues): JsonObject
  /** What a probe of the chart itself does; undefined where that is not known. */
  asks(chart: ChartValues, field: string): JsonObject | undefined
  /** The values that a part of the pods depends on beside the one that it is written in: by field of the spec or of the container. */
  readonly rests: Readonly<Record<string, readonly string[]>>
  /** The values that variables of the chart come from. */
  readonly variables: Readonly<Record<string, string>>
  /** The governing Service. */
  headless(chart: ChartValues): string
  /** What the pods may ask of the API server. */
  rights(chart: ChartValues): readonly Right[]
  /** The value that the limits of a budget are written below. */
  readonly budget: string
  /** Whether it makes a budget for the pods; undefined where that is not known. */
  makesBudget(chart: ChartValues): boolean | undefined
  /** Whether it gives all nodes one cookie. */
  sharesCookie(chart: ChartValues): boolean
  /** The image of the node. */
  image(chart: ChartValues): string
  /** What the data lies on; undefined where the values do not say. */
  disk(chart: ChartValues): ChartDisk | undefined
  /** Where the volumes are mounted whose files `volume` knows: volume, path. */
  mounts(chart: ChartValues): readonly (readonly [volume: string, path: string])[]
  /** The files of such a volume. */
  volume(chart: ChartValues, name: string, world: World): VolumeFiles | undefined
  plugins(chart: ChartValues): PluginList
  /** The switch of peer discovery. */
  readonly discovery: readonly string[]
  /** The value that has each node start without its peers, if there is one. */
  readonly forceBoot?: readonly string[]
  /** The values, as paths with dots, that name the first user, its password and the cookie in plain text. */
  readonly credentials: Readonly<Record<keyof MadeCredentials, string>>
  /** The values that name a Secret instead. */
  readonly secrets: Readonly<Record<'password' | 'cookie', string>>
  /** The switch without which no user and no cookie of the user's own is set, if there is one. */
  readonly authSwitch?: string
  /** What it opens to the outside. */
  exposes(chart: ChartValues): readonly MadeExposure[]
}
