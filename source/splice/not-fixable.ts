/** A change that cannot be written into this text without touching more than it means. The message says why, in a few words. */
export class NotFixableHere extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotFixableHere'
  }
}
