import { relative } from 'node:path'
import process from 'node:process'

interface Suite {
  readonly path: string
}

/** A reporter of Jest. No clock decides a test: this ends the run, and names the suite, where one hangs on the busiest machine. */
export default class EndWhatHangs {
  readonly #minutes: number
  readonly #running = new Map<string, NodeJS.Timeout>()

  constructor(_: unknown, { minutes }: { readonly minutes: number }) {
    this.#minutes = minutes
  }

  onTestFileStart({ path }: Suite): void {
    const end = (): void => {
      process.stderr.write(`${relative('', path)} has not ended in ${this.#minutes} minutes\n`)
      process.exit(1)
    }
    this.#running.set(path, setTimeout(end, this.#minutes * 60_000))
  }

  onTestFileResult({ path }: Suite): void {
    clearTimeout(this.#running.get(path))
  }
}
