/*
 * What happens to a cluster. A scenario is a list of these, and so is what a person types.
 */

export type Event =
  /** The set is given another number of pods; those that go are asked to stop, the last one first. */
  | { readonly do: 'scale'; readonly to: number }
  /** Nodes are killed at once; `remade`: their pods are made anew, else their containers restart. */
  | { readonly do: 'kill'; readonly pods: readonly number[]; readonly remade: boolean }
  /** A pod is asked to stop and is made anew, as in a roll-out: only if all are ready. */
  | { readonly do: 'replace'; readonly pod: number }
  /** The machines of pods are gone for good, and the disks with them. */
  | { readonly do: 'lose'; readonly pods: readonly number[] }
  /** The machines of pods are out of reach, with their disks; and back. */
  | { readonly do: 'away'; readonly pods: readonly number[] }
  | { readonly do: 'back' }
  /** The set and its pods are deleted. */
  | { readonly do: 'delete' }
  /** The network parts these nodes from the others; and no longer. */
  | { readonly do: 'part'; readonly pods: readonly number[] }
  | { readonly do: 'heal' }
  /** Clients send messages to each queue that takes them, and are told that they are safe. */
  | { readonly do: 'publish' }
  | Act

/** What a person does. */
export type Act =
  /** Applies the manifests again. */
  | { readonly do: 'apply' }
  /** Has the set start its pods together. */
  | { readonly do: 'start-together' }
  /** Has the names published before their pods are ready. */
  | { readonly do: 'name' }
  /** Takes out what no node boots with. */
  | { readonly do: 'mend' }
  /** Has the set make as many pods as it should. */
  | { readonly do: 'restore-size' }
  /** Has a running node forget others that are gone. */
  | { readonly do: 'forget'; readonly pod: number; readonly on: number }
  /** The same on the disk of a node that does not run, with all stopped meanwhile. */
  | { readonly do: 'forget-offline'; readonly pods: readonly number[]; readonly on: number }
  /** Has a waiting node boot without the others. */
  | { readonly do: 'force-boot'; readonly on: number }
  | { readonly do: 'stand-alone'; readonly on: number }
  /** Cuts quorum queues down to their members on a node. */
  | { readonly do: 'shrink'; readonly on: number }
  /** Deletes the claim of a pod and the pod, for a new disk. */
  | { readonly do: 'renew'; readonly pod: number }
  /** Joins a node that founded a cluster of its own. */
  | { readonly do: 'join'; readonly pod: number; readonly to: number }
  /** Gives quorum queues and streams members on a node again. */
  | { readonly do: 'grow'; readonly pod: number; readonly on: number }
  /** Fills mirrors, and waits until they are. */
  | { readonly do: 'fill'; readonly on: number }
  /** Restarts nodes that lost sight of the others. */
  | { readonly do: 'restart'; readonly pods: readonly number[] }
