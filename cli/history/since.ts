import { reviewFiles } from '../../bound.ts'
import type { FileReview, LintOptions } from '../../index.ts'
import { wrongUsage } from '../exit-code.ts'
import type { Gathered } from '../gather.ts'
import { filesOfCommit, type Wanted } from './files-of-commit.ts'
import { Repository } from './git.ts'

/**
 * What the files at hand cause against a commit, judged as the Action judges a pull request. Throws a Stop where there is no such
 * commit, or no repository.
 * @param revision whatever git takes for a commit: a branch, a tag, a hash, `HEAD~3`
 */
export async function reviewSince(
  revision: string,
  wanted: Wanted,
  gathered: Gathered,
  options: LintOptions,
): Promise<FileReview> {
  if (wanted.paths.includes('-')) throw wrongUsage('--since: standard input has no state before')
  const repository = Repository.around(wanted.cwd)
  if (!repository) throw wrongUsage('--since: this folder is in no git repository, or git is not there')
  const commit = repository.commit(revision)
  if (commit === undefined) throw wrongUsage(`--since: ${revision} is no commit of this repository`)
  const before = await filesOfCommit(wanted, repository.tree(commit), repository.root)
  return reviewFiles(before.files, gathered.files, { ...options, unreadBefore: before.unread })
}
