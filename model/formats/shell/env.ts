/** A part of a value that is settled in the pod: text, what the kubelet fills in from the pod, or what is not seen here. */
export type Piece =
  | string
  /** A field of the pod itself, e.g. `metadata.name`, `status.podIP`. */
  | { readonly field: string }
  /** A value from elsewhere; says from where, never what. */
  | { readonly unseen: string }

/** One variable of a container's `env` list, with where its value comes from. */
export interface Variable {
  readonly name: string
  /** What the value is before `$(…)` is expanded: text, or one piece that is not text. */
  readonly value: Piece
}

export interface Expanded {
  readonly pieces: readonly Piece[]
  /** References `$(NAME)` that stay as they are, because no earlier variable has that name. */
  readonly unresolved: readonly string[]
}
export interface ExpandedVariable extends Expanded {
  readonly name: string
}

/** Most text and pieces that one container's variables may grow to; a node with more does not start (ARG_MAX is 2 MiB). */
const maxText = 2 * 1024 * 1024
const maxPieces = 20_000

/**
 * Expands `$(NAME)` as the kubelet does: in list order, against the variables before (a later one of the same name
 * replaces the earlier, also within its own value), `$$(NAME)` is the text `$(NAME)`, an unknown name stays as written.
 * `before` are variables known to come first (from `envFrom`). Variables whose expansion would pass 2 MiB in all become
 * unseen. Source: kubernetes/kubernetes third_party/forked/golang/expansion/expand.go, pkg/kubelet/kubelet_pods.go.
 */
export function expand(
  variables: readonly Variable[],
  before: ReadonlyMap<string, readonly Piece[]> = new Map(),
): readonly ExpandedVariable[] {
  const known = new Map(before)
  const room: Room = { text: maxText, pieces: maxPieces }
  return variables.map(({ name, value }) => {
    const expanded =
      typeof value === 'string' ? expandWithin(value, known, room) : { pieces: [value], unresolved: [] }
    known.set(name, expanded.pieces)
    return { name, ...expanded }
  })
}

/** Expands one text, such as an argument of a container's command, against variables that are known. */
export function expandText(text: string, known: ReadonlyMap<string, readonly Piece[]>): Expanded {
  return expandWithin(text, known, { text: maxText, pieces: maxPieces })
}

function expandWithin(text: string, known: ReadonlyMap<string, readonly Piece[]>, room: Room): Expanded {
  const result = new PieceList(room)
  const unresolved: string[] = []
  const lastClose = text.lastIndexOf(')')
  let from = 0
  for (let dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', from)) {
    result.push(text.slice(from, dollar))
    const token = tokenAt(text, dollar, lastClose)
    from = dollar + token.written.length
    const value = token.name === undefined ? undefined : known.get(token.name)
    if (token.name !== undefined && value === undefined) unresolved.push(token.name)
    result.pushAll(value ?? [token.literal])
    if (result.isFull) return { pieces: [{ unseen: 'too long to expand' }], unresolved }
  }
  result.push(text.slice(from))
  return { pieces: result.isFull ? [{ unseen: 'too long to expand' }] : result.all(), unresolved }
}

interface Token {
  readonly written: string
  /** The variable that is meant; undefined where it is only text. */
  readonly name: string | undefined
  readonly literal: string
}

/** What begins with the dollar at `at`. `lastClose` keeps the search for `)` from running through the rest again and again. */
function tokenAt(text: string, at: number, lastClose: number): Token {
  const next = text[at + 1]
  if (next === '$') return { written: '$$', name: undefined, literal: '$' }
  if (next !== '(' || at > lastClose) return { written: '$', name: undefined, literal: '$' }
  const written = text.slice(at, text.indexOf(')', at) + 1)
  return { written, name: written.slice(2, -1), literal: written }
}

/** How much may still be written. */
interface Room {
  text: number
  pieces: number
}

/** Pieces with neighbouring texts joined, as long as there is room. */
class PieceList {
  private readonly done: Piece[] = []
  private readonly room: Room
  private text: string[] = []

  constructor(room: Room) {
    this.room = room
  }

  get isFull(): boolean {
    return this.room.text < 0 || this.room.pieces < 0
  }

  push(piece: Piece): void {
    if (typeof piece === 'string') {
      this.room.text -= piece.length
      this.text.push(piece)
    } else {
      this.room.pieces -= 1
      this.flush()
      this.done.push(piece)
    }
  }

  pushAll(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (this.isFull) return
      this.push(piece)
    }
  }

  all(): readonly Piece[] {
    this.flush()
    return this.done
  }

  private flush(): void {
    const text = this.text.join('')
    if (text !== '') this.done.push(text)
    this.text = []
  }
}
