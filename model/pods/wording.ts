/** Where the user of a maker writes what the nodes are told, in the words of a message. */
export interface Wording {
  readonly conf: string
  readonly advanced: string
}

/** Of manifests: the files themselves. */
export const fileWording: Wording = { conf: 'rabbitmq.conf', advanced: 'advanced.config' }
