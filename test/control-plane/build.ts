import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from '../cache-folder.ts'
import { oneAtATime } from '../one-at-a-time.ts'

const here = import.meta.dirname

/** A cold build takes minutes; one that takes longer than this hangs. */
const buildTimeoutMs = 45 * 60_000

function source(name: string): string {
  return readFileSync(join(here, name), 'utf8')
}

function matchIn(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (!found) throw new Error(`go.mod has no line that matches ${pattern}`)
  return found
}

/** The Kubernetes version that go.mod asks for, such as `1.37.2`: the only place where it is written. */
export function kubernetesVersion(): string {
  return matchIn(source('go.mod'), /^\tk8s\.io\/kubernetes v(\S+)$/m)
}

/** The linker flags by which a Kubernetes binary knows its version, as in Kubernetes' own hack/lib/version.sh. */
function linkerFlags(version: string): string {
  const [major, minor] = version.split('.')
  const values = {
    'k8s.io/component-base/version.gitVersion': `v${version}`,
    'k8s.io/component-base/version.gitMajor': major,
    'k8s.io/component-base/version.gitMinor': minor,
    'k8s.io/client-go/pkg/version.gitVersion': `v${version}`,
  }
  // Without these the version is a template placeholder, and `kubectl version` ends with an error.
  return ['-s -w', ...Object.entries(values).map(([name, value]) => `-X ${name}=${value}`)].join(' ')
}

function buildFlags(): string[] {
  return [
    '-trimpath',
    // No Git information: it would make the binary differ per commit, and Git may refuse to read the checkout.
    '-buildvcs=false',
    '-mod=readonly',
    // No debug information: the linker drops it anyway, and compiling without it takes less memory and disk.
    '-gcflags=all=-dwarf=false',
    `-ldflags=${linkerFlags(kubernetesVersion())}`,
  ]
}

/** A name for everything the binary is made of, so that a change of any of it makes a new folder. */
function buildKey(): string {
  const parts = [source('go.mod'), source('go.sum'), source('main.go'), ...buildFlags()]
  const hash = createHash('sha256').update(JSON.stringify([...parts, process.platform, process.arch]))
  return hash.digest('hex').slice(0, 16)
}

const binaryFolder = (): string => join(cacheFolder(), 'control-plane', buildKey())

function missingGo(): Error {
  const needed = matchIn(source('go.mod'), /^go (\S+)$/m)
  return new Error(
    `Building the test control plane needs Go ${needed} or newer, and there is no \`go\` on the PATH: ` +
      'install it from https://go.dev/dl/ and try again.',
  )
}

function buildFailed(how: string): Error {
  return new Error(`\`go build\` of the test control plane failed (${how}).`)
}

function buildError(error: NodeJS.ErrnoException): Error {
  if (error.code === 'ENOENT') return missingGo()
  if (error.name !== 'AbortError') return error
  return buildFailed(`stopped after ${buildTimeoutMs / 60_000} minutes`)
}

/** Runs `go build`; what Go has to say goes to standard error, as standard output carries the path. */
function goBuild(output: string): Promise<void> {
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off', GOOS: '', GOARCH: '' }
  const note = `Building kube-apiserver, its controllers, etcd and kubectl ${kubernetesVersion()}, once: this takes some minutes ...`
  return new Promise((resolve, reject) => {
    const build = spawn('go', ['build', ...buildFlags(), '-o', output, '.'], {
      cwd: here,
      env,
      stdio: ['ignore', 2, 2],
      // Not `timeout`: its timer keeps Node alive for that long when there is no `go` to start.
      signal: AbortSignal.timeout(buildTimeoutMs),
      killSignal: 'SIGKILL',
    })
    build.once('spawn', () => process.stderr.write(`${note}\n`))
    build.once('error', error => reject(buildError(error)))
    build.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(buildFailed(signal ?? `exit code ${code}`))
    })
  })
}

async function build(folder: string, binary: string): Promise<void> {
  const temporary = join(folder, `.build-${process.pid}`)
  try {
    await goBuild(temporary)
    await rename(temporary, binary)
  } finally {
    await rm(temporary, { force: true })
  }
}

async function findOrBuild(): Promise<string> {
  const folder = binaryFolder()
  const binary = join(folder, 'control-plane')
  await oneAtATime(
    join(folder, '.lock'),
    async () => existsSync(binary),
    () => build(folder, binary),
  )
  return binary
}

let found: Promise<string> | undefined

/**
 * The path of the binary that holds kube-apiserver, its controllers, etcd and kubectl (see main.go), built first if it is not there.
 * It lies outside the checkout, in `warrener/control-plane/<hash>/` under `$WARRENER_CACHE`, `$XDG_CACHE_HOME` or
 * `~/.cache`; the hash covers go.mod, go.sum, main.go, the build flags and the platform.
 * @throws if it has to be built and `go` is missing or fails; the messages of `go` are then on standard error
 */
export function controlPlaneBinary(): Promise<string> {
  found ??= findOrBuild()
  return found
}

if (import.meta.main) {
  try {
    console.log(await controlPlaneBinary())
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
