import { appendFileSync } from 'node:fs'
import { randomToken } from './token.ts'

/*
 * What a runner hands to an Action and takes from it: a few variables and files. `@actions/core` does the same, and loads
 * the cryptography, the streams and the promised files of Node for it, which takes as long as to lint a small tree.
 * Sources: docs.github.com, Workflow commands; actions/runner, FileCommandManager.cs.
 */

/** An input of action.yml, without blanks around it; '' where it is not given. */
export const inputOf = (env: NodeJS.ProcessEnv, name: string): string =>
  (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim()

/** Sets outputs of action.yml; nobody reads them where the runner names no file for them. */
export function setOutputs(env: NodeJS.ProcessEnv, outputs: Readonly<Record<string, string | number>>): void {
  if (!env.GITHUB_OUTPUT) return
  const end = `end-${randomToken()}`
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
  appendFileSync(env.GITHUB_OUTPUT, lines.join(''))
}

/** Adds Markdown to the summary of the step, where the runner takes one. */
export function addSummary(env: NodeJS.ProcessEnv, markdown: () => string): void {
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, markdown())
}
