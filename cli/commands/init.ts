import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lint } from '../../bound.ts'
import { formatRelease, newestRelease } from '../../facts/release.ts'
import { repository } from '../../lint/docs-url.ts'
import { readInput } from '../../lint/input.ts'
import { findConfig } from '../config/load.ts'
import { type ExitCode, exitCode, Stop, wrongUsage } from '../exit-code.ts'
import { relativePath } from '../files/paths.ts'
import { codeOf, reasonOf } from '../files/reason.ts'
import { count } from '../formats/text.ts'
import { gather } from '../gather.ts'
import type { Host } from '../host.ts'
import { version } from '../version.ts'

const name = '.warrener.yaml'

/** `warrener init`: a commented config file for what lies here. Throws a Stop where one counts already, or none can be written. */
export async function runInit(host: Host, today: string): Promise<ExitCode> {
  const { cwd, out } = host
  const there = findConfig(cwd)
  if (there !== undefined) throw isThere(relativePath(cwd, there))
  const found = await look(cwd, today)
  try {
    writeFileSync(join(cwd, name), configText(found), { flag: 'wx' })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw isThere(name)
    throw new Stop(exitCode.defect, `${name} cannot be written: ${reasonOf(error)}`)
  }
  const { clusters, contexts } = found
  const parts = [
    count(clusters, 'cluster'),
    ...(contexts.length > 0 ? [count(contexts.length, 'context')] : []),
  ]
  out.write(`Wrote ${name}. Found here: ${parts.join(', ')}.\n`)
  return exitCode.clean
}

const isThere = (shown: string): Stop => wrongUsage(`there is a config file already: ${shown}`)

/** What the config file of a tree may have to say. */
export interface FoundHere {
  readonly clusters: number
  /** Folders, relative to the file. */
  readonly contexts: readonly string[]
  /** Names of clusters whose release no image tells. */
  readonly unknown: readonly string[]
}

async function look(cwd: string, today: string): Promise<FoundHere> {
  const wanted = { context: [], allowEmpty: true, stdinFilename: '' }
  const { files, complete, unread } = await gather(['.'], wanted, { cwd }, async () => Buffer.alloc(0))
  const options = { complete, unread, today }
  const { clusters } = lint(files, options)
  const contexts = readInput(files, options).worlds.map(({ context }) => context)
  return {
    clusters: clusters.length,
    contexts: contexts.filter(context => context !== ''),
    unknown: [...new Set(clusters.filter(({ version: told }) => told === null).map(cluster => cluster.name))],
  }
}

/** The text of the file: what is set is set to what holds without it; what is not is behind a #. */
export const configText = ({ contexts, unknown }: FoundHere): string => `\
# yaml-language-server: $schema=${repository}/raw/main/schemas/warrener-config.schema.json
# Settings of warrener: ${repository}

# The mildest severity that fails a run: error, warning, info or never.
failOn: error

# The release of RabbitMQ, where no image tag tells.${unknown.length > 0 ? ` None tells that of ${unknown.map(quoted).join(', ')}.` : ''}
#rabbitmqVersion: "${formatRelease({ ...newestRelease, patch: 0 }).replace(/\.0$/, '')}"

# Where clusters have their metadata if their release leaves it open: 4.2 has Mnesia when upgraded, and Khepri when new.
#metadataStore: khepri

# Rules by their id (warrener rules lists them): off, info, warning or error.
#rules:
#  image-tag-floating: error

# Rules that are set otherwise for a part of the objects, by namespaces, names or files.
#overrides:
#  - namespaces: ["dev-*"]
#    rules: { storage-not-persistent: off }

# Folders whose objects do not belong together. ${contexts.length > 0 ? 'These were found without being told:' : 'They are found without being told, as a rule.'}
#contexts: [${(contexts.length > 0 ? contexts : ['overlays/*']).map(quoted).join(', ')}]

# Objects that are made elsewhere, and never count as missing.
#externalResources:
#  - { kind: Secret, namespace: mq, name: "*-cookie" }

webhook:
  # Rules that are newer than this version of warrener warn only, when the webhook reads this file.
  enforceSince: "${version}"
`
const quoted = (text: string): string => JSON.stringify(text)
