import { member } from '../model/kube/json.ts'
import { dig } from '../model/kube/read.ts'
import type { AdmissionRequest, AdmissionResponse } from './admission.ts'
import type { Deps } from './deps.ts'

/** Who sets it in a dry run is told, in a warning, which version answers: that an answer came shows it for certain. */
export const doctorAnnotation = 'warrener.dev/doctor'

const pattern = /^warrener: doctor: version (\S+) answers to (validate|mutate)\b/

/** What a warning tells of who answered; undefined for all other warnings. */
export function echoIn(warning: string): { readonly version: string; readonly path: string } | undefined {
  const [, version, path] = pattern.exec(warning) ?? []
  return version === undefined || path === undefined ? undefined : { version, path }
}

/** The answer, and where it is asked for, a word of who gave it. */
export function withEcho(
  { dryRun, object }: AdmissionRequest,
  response: AdmissionResponse,
  { version, path, warnOnly }: Pick<Deps, 'version' | 'path' | 'warnOnly'>,
): AdmissionResponse {
  if (version === undefined || dryRun !== true) return response
  if (member(dig(object ?? undefined, ['metadata', 'annotations']), doctorAnnotation) === undefined)
    return response
  const text = `warrener: doctor: version ${version} answers to ${path}${warnOnly ? '/warn' : ''}`
  return { ...response, warnings: [...(response.warnings ?? []), text] }
}
