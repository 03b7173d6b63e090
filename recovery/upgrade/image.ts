import { formatRelease, type Release } from '../../facts/release.ts'
import { fix } from '../../lint/fix.ts'
import type { InputFile } from '../../lint/input.ts'
import type { LintOptions } from '../../lint/lint.ts'
import { FormatError } from '../../model/formats/text/codec.ts'
import { parseImage } from '../../model/formats/text/image.ts'
import { clusterRule } from '../../model/rule/rule.ts'

/** A tag that is a release and the words of the official image behind it: of other tags nobody knows what the next is called. */
const releaseTag = /^(v?)\d+\.\d+(\.\d+)?(?=$|-(?:management(?:-alpine)?|alpine)$)/

/** The same image of another release, as precise as it was; undefined where its name does not tell how that is called. */
export function imageOf(text: string, release: Release): string | undefined {
  try {
    const { tag, digest, tagSpan } = parseImage(text)
    if (tag === undefined || digest !== undefined || !releaseTag.test(tag)) return undefined
    const next = tag.replace(releaseTag, (_, v: string, patch?: string) => {
      const { major, minor } = release
      return v + (patch === undefined ? `${major}.${minor}` : formatRelease(release))
    })
    return text.slice(0, tagSpan.start) + next + text.slice(tagSpan.end)
  } catch (error) {
    if (error instanceof FormatError) return undefined
    throw error
  }
}

/** Files in which a cluster runs another release; those that change. None where its image does not tell how that is called. */
export function withRelease(
  files: readonly InputFile[],
  name: string,
  release: Release,
  options: LintOptions,
): readonly InputFile[] {
  const rule = clusterRule({
    id: 'upgrade-image',
    group: 'image',
    title: 'The image is the one of the release before',
    worst: 'info',
    needs: [],
    rationale: '',
    sources: [''],
    evidence: { kind: 'docs', where: '' },
    example: () => ({ bad: '', good: '' }),
    check({ cluster }, tell) {
      const { image } = cluster.broker
      const next = image.text === undefined ? undefined : imageOf(image.text, release)
      if (cluster.name !== name || next === undefined || next === image.text) return
      tell.report({
        ...{ at: image.at, message: next, why: '', help: '' },
        fix: {
          title: 'name the next image',
          safety: 'unsafe',
          edits: [{ op: 'set', at: image.at, value: next }],
        },
      })
    },
  })
  return fix(files, [rule], { ...options, unsafe: true }).files
}
