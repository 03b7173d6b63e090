import { isObject, isString } from '../model/kube/json.ts'
import type { KubeObject } from '../model/kube/object.ts'
import { dig } from '../model/kube/read.ts'
import type { Document } from '../source/yaml/document.ts'

/** Comments in front of an object that are looked at: who renders writes few. */
const mostLines = 20
/** Source: kubectl.docs.kubernetes.io/references/kustomize/kustomization/buildmetadata: written with `buildMetadata: [originAnnotations]`. */
const origin = 'config.kubernetes.io/origin'

/**
 * The file that an object was rendered from, as `helm template` says it in a comment (`# Source: chart/templates/sts.yaml`) and
 * kustomize in an annotation; undefined where nothing says so.
 */
export function madeFrom(
  object: KubeObject,
  document: Pick<Document, 'text'> | undefined,
): string | undefined {
  return inComment(document?.text() ?? '') ?? inAnnotation(object)
}

function inComment(text: string): string | undefined {
  for (let start = 0, line = 0; line < mostLines && start < text.length; line++) {
    const end = text.indexOf('\n', start)
    const words = text.slice(start, end < 0 ? text.length : end).trim()
    if (words !== '' && !words.startsWith('#') && !words.startsWith('---')) return undefined
    const [, source] = /^# Source: (\S.*)$/.exec(words) ?? []
    if (source !== undefined) return source
    if (end < 0) return undefined
    start = end + 1
  }
  return undefined
}

function inAnnotation({ value }: KubeObject): string | undefined {
  const annotations = dig(value, ['metadata', 'annotations'])
  const text = isObject(annotations) ? annotations[origin] : undefined
  return isString(text) ? /^path: (\S.*)$/m.exec(text)?.[1] : undefined
}
