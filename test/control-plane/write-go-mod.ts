import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The part of `go mod edit -json` that is read here (its format: `go help mod edit`). */
interface GoMod {
  Go: string
  GoDebug?: { Key: string; Value: string }[]
  Require: { Path: string; Version: string }[]
  Replace: { Old: { Path: string }; New: { Path: string } }[]
}

const here = import.meta.dirname

/** Runs `go` in this folder; its messages go to the terminal, its standard output is returned. */
function go(...args: string[]): string {
  // GOWORK=off: a go.work file above the checkout must not change what is resolved here.
  const env = { ...process.env, GOWORK: 'off' }
  return execFileSync('go', args, { cwd: here, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Kubernetes' own go.mod of one version, through the Go module proxy. */
function upstreamGoMod(version: string): GoMod {
  const { GoMod: file } = JSON.parse(go('mod', 'download', '-json', `k8s.io/kubernetes@v${version}`))
  return JSON.parse(go('mod', 'edit', '-json', file))
}

/** The modules that live in Kubernetes' repository (`k8s.io/x => ./staging/src/k8s.io/x`); the set changes per minor. */
function stagingModules(upstream: GoMod): string[] {
  const staged = upstream.Replace.filter(({ New }) => New.Path.startsWith('./staging/'))
  return staged.map(({ Old }) => Old.Path).sort()
}

/** The version Kubernetes itself requires of `path`. */
function requiredVersion(upstream: GoMod, path: string): string {
  const found = upstream.Require.find(required => required.Path === path)
  if (!found) throw new Error(`Kubernetes' go.mod does not require ${path}`)
  return found.Version
}

/** The text of go.mod before `go mod tidy` adds what is needed indirectly. */
function goModText(version: string, upstream: GoMod): string {
  // Kubernetes v1.x.y publishes its staging modules as v0.x.y. Without the replaces they would be asked for as
  // v0.0.0, which is what Kubernetes' go.mod says and which does not exist.
  const staging = version.replace(/^1\./, 'v0.')
  return [
    '// Written by write-go-mod.ts, do not edit by hand.',
    'module controlplane',
    `go ${upstream.Go}`,
    // Only the main module's godebug line counts, so upstream's has to be repeated here.
    ...(upstream.GoDebug ?? []).map(({ Key, Value }) => `godebug ${Key}=${Value}`),
    'require (',
    `\tgo.etcd.io/etcd/server/v3 ${requiredVersion(upstream, 'go.etcd.io/etcd/server/v3')}`,
    `\tk8s.io/component-base ${staging}`,
    `\tk8s.io/kubectl ${staging}`,
    `\tk8s.io/kubernetes v${version}`,
    ')',
    'replace (',
    ...stagingModules(upstream).map(path => `\t${path} => ${path} ${staging}`),
    ')',
    '',
  ].join('\n')
}

/**
 * Writes go.mod and go.sum for a Kubernetes version.
 * @param version such as `1.37.2`; the module proxy has not every patch release
 * @throws if `go` fails (it has then told why on standard error) or the version has an unknown form
 */
export function writeGoMod(version: string): void {
  if (!/^1\.\d+\.\d+$/.test(version)) throw new Error(`not a Kubernetes version like 1.37.2: '${version}'`)
  const text = goModText(version, upstreamGoMod(version))
  writeFileSync(join(here, 'go.mod'), text)
  // `go mod tidy` keeps lines of go.sum that an older go.mod left behind, so it starts from nothing.
  rmSync(join(here, 'go.sum'), { force: true })
  go('mod', 'tidy')
}

if (import.meta.main) {
  const [version = ''] = process.argv.slice(2)
  try {
    writeGoMod(version)
  } catch (error) {
    console.error(`usage: node write-go-mod.ts <Kubernetes version>\n${(error as Error).message}`)
    process.exitCode = 1
  }
}
