import { summary as stepSummary } from '@actions/core'
import type { Problem } from '../../cli/exit-code.ts'
import { escaped } from '../../cli/formats/markdown.ts'
import { visible } from '../../cli/formats/text.ts'
import type { Links } from '../links.ts'
import { fenced, linked } from './markdown.ts'

const mostProblems = 50
const mostCharacters = 100_000

/**
 * The summary of a run that came to no report.
 * @param problems what is wrong with a file, by its places; else the message says it all
 */
export function failedSummary(message: string, problems: readonly Problem[], links: Links): string {
  const lines = problems
    .slice(0, mostProblems)
    .map(
      ({ file, line, column, message: text }) =>
        `- ${linked(`${links.path(file)}:${line}:${column}`, links.line(file, line))}: ${escaped(text)}`,
    )
  const body =
    lines.length > 0
      ? lines.join('\n')
      : fenced(message.slice(0, mostCharacters).split('\n').map(visible), 'text')
  const title = problems.length > 0 ? 'the configuration is wrong, nothing was judged' : 'nothing was judged'
  return `## ❌ Warrener: ${title}\n\n${body}\n`
}

/** The runner refuses a summary of more than 1 MiB. Source: actions/runner, FileCommandManager.cs. */
export const mostSummaryBytes = 1000 * 1024

/** Adds to the summary of the step where the runner has one. Gives why it could not; undefined where it could. */
export async function writeSummary(markdown: string): Promise<string | undefined> {
  try {
    await stepSummary.addRaw(markdown).write()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
