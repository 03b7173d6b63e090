import type { ActionInputs } from '../inputs.ts'

/** GitHub takes 65,536 characters; the marker and what keeps names from calling people take a few. */
export const mostCommentBytes = 56_000

/**
 * A page as a comment: in one, `@name` calls somebody and `#1` leads somewhere, however they are escaped. A character without width
 * keeps them apart.
 */
export const commentText = (page: string): string => page.replace(/\\([@#])/g, '$1\u200b')

/** What tells the comment of this step from others on the same pull request. */
export function markerOf({ cwd, workspace, paths }: ActionInputs, env: NodeJS.ProcessEnv): string {
  const { GITHUB_WORKFLOW = '', GITHUB_JOB = '', GITHUB_ACTION = '' } = env
  const folder = cwd === workspace ? '' : cwd.slice(workspace.length)
  const parts = [GITHUB_WORKFLOW, GITHUB_JOB, GITHUB_ACTION, folder, ...paths]
  return `<!-- warrener ${parts.map(part => encodeURIComponent(part).replaceAll('-', '%2D')).join('/')} -->`
}
