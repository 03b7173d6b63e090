/** A change that cannot be written into this text without touching more than it means. The message says why, in a few words. */
export class NotFixableHere extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'NotFixableHere'
  }
}

/** Why a text is not changed that would then be read as something else than what was meant. */
export const meansElse = 'the text would mean something else'
