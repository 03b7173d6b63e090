/**
 * A line that a node, a tool, Kubernetes or an operator writes, and what it means to somebody who never saw it. The lines that rules know
 * (`log` of a rule) are all explained by one of these, which a test checks; the rules that name a line are then what may be behind it.
 */
export interface Message {
  /** Kebab-case, names what happened. */
  readonly id: string
  /** Matches within one line; takes no longer than the line is long. Its named groups may be named in `says`, `why` and `help`. */
  readonly pattern: RegExp
  /** What it says, one line; `{name}` stands for a named group. */
  readonly says: string
  /** What comes of it. */
  readonly why: string
  /** What to do, where no manifests tell more. */
  readonly help: string
  /** The line itself names the defect: it needs no manifests to be sure of it. */
  readonly proves?: true
  /**
   * A node that is well writes it too. `at-start`: while it starts; it counts where the node did not come up afterwards and nothing else is
   * told. `ever`: it counts where the manifests show what is behind it.
   */
  readonly usual?: 'at-start' | 'ever'
  /** It only says that something else went wrong: it counts where nothing else is told. */
  readonly follows?: true
  /**
   * The rules that may be behind it, likeliest first; by default those whose `log` has the line, in their order. `name`: the one that the
   * group of that name says.
   */
  readonly rules?: readonly string[] | 'name'
  /** A line as it was seen, or as the source writes it; where a rule has the line, it has the sample. */
  readonly sample?: string
  /** Where that is known from; where a rule has the line, it says so. */
  readonly source?: string
}
