import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const version = 'v0.8.0'
const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'warrener-bench', version)

/** The path of kubeconform, built once by Go from its module proxy; undefined where there is no Go or no proxy. */
export function kubeconform(): string | undefined {
  const program = join(cache, 'kubeconform')
  if (existsSync(program)) return program
  mkdirSync(cache, { recursive: true })
  const built = spawnSync('go', ['install', `github.com/yannh/kubeconform/cmd/kubeconform@${version}`], {
    env: { ...process.env, GOBIN: cache },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return built.status === 0 && existsSync(program) ? program : undefined
}

/**
 * Its arguments for a folder, with schemas of two kinds beside it, that it need not download any: what it does not know
 * it passes over, so that it does less than it would with all of them.
 */
export function kubeconformArguments(schemas: string, folder: string): readonly string[] {
  mkdirSync(schemas, { recursive: true })
  for (const kind of ['service', 'statefulset']) {
    const properties = { spec: { type: 'object' }, metadata: { type: 'object', required: ['name'] } }
    writeFileSync(
      join(schemas, `${kind}.json`),
      JSON.stringify({ type: 'object', required: ['spec'], properties }),
    )
  }
  const location = join(schemas, '{{.ResourceKind}}.json')
  return ['-schema-location', location, '-ignore-missing-schemas', '-output', 'json', folder]
}
