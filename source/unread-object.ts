import { type KubeObject, type Origin, type Writing, writtenAs } from '../model/kube/object.ts'

/** What an object is called, and where it comes from. */
export type Identity = Pick<KubeObject, 'apiVersion' | 'group' | 'kind' | 'namespace' | 'name' | 'origin'>
/** What an object holds, and what is said of it. */
export type Content = Pick<KubeObject, 'value' | 'borrowed' | 'unsettled'>

/** What tells the content of an object when that is asked for. */
export interface Telling extends Writing {
  readonly content: Content
}

/** An object that is known by name and not read: its value is asked for later. */
export const unreadObject = (identity: Identity, telling: Telling): KubeObject =>
  written(new UnreadObject(identity, telling, UnreadObject.value), telling)

/** As `unreadObject`, where what is said of the object is known with its content only. */
export const unreadChanged = (identity: Identity, telling: Telling): KubeObject =>
  written(new UnreadObject(identity, telling, UnreadObject.all), telling)

function written(object: KubeObject, telling: Telling): KubeObject {
  writtenAs(object, telling)
  return object
}

/** A class, with the same accessors for all: of literals with an accessor each V8 makes dictionaries, which are slow to look into. */
class UnreadObject implements KubeObject {
  readonly apiVersion: string
  readonly group: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly origin: Origin
  declare readonly value: KubeObject['value']
  readonly #telling: Telling

  constructor(identity: Identity, telling: Telling, members: PropertyDescriptorMap) {
    this.apiVersion = identity.apiVersion
    this.group = identity.group
    this.kind = identity.kind
    this.namespace = identity.namespace
    this.name = identity.name
    this.origin = identity.origin
    this.#telling = telling
    // Its own, so that a copy has them.
    Object.defineProperties(this, members)
  }

  static readonly #asked = (member: keyof Content): PropertyDescriptor & ThisType<UnreadObject> => ({
    enumerable: true,
    get() {
      return this.#telling.content[member]
    },
  })
  static readonly value: PropertyDescriptorMap = { value: UnreadObject.#asked('value') }
  static readonly all: PropertyDescriptorMap = {
    ...UnreadObject.value,
    borrowed: UnreadObject.#asked('borrowed'),
    unsettled: UnreadObject.#asked('unsettled'),
  }
}
