import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { controlPlaneBinary } from '../../control-plane/build.ts'
import type { ControlPlane } from '../../control-plane/start.ts'
import { type Ran, root } from '../../process.ts'
import { helm } from '../charts/helm.ts'

/** The blocks of commands below a heading of a page of docs/, each as it stands there. */
export function commandsOf(page: string, heading: string): readonly string[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8')
  const section = text.split(/^## /m).find(part => part.startsWith(`${heading}\n`))
  if (section === undefined) throw new Error(`docs/${page} has no heading ${heading}`)
  return [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block)
}

/** Runs commands in a shell that finds this kubectl and helm, and ends at the first that fails. */
export type Shell = (commands: string, cwd?: string) => Promise<Ran>

export async function shellFor(controlPlane: ControlPlane): Promise<Shell> {
  const folder = dirname(controlPlane.kubeconfig)
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  const programs = { kubectl: `${await controlPlaneBinary()} kubectl`, helm: await helm() }
  for (const [name, command] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec ${command} "$@"\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const env = {
    ...{ PATH: `${bin}:${dirname(process.execPath)}:${process.env.PATH}`, HOME: join(folder, 'home') },
    KUBECONFIG: controlPlane.kubeconfig,
  }
  return (commands, cwd = root) =>
    new Promise(resolve => {
      execFile('bash', ['-e', '-c', commands], { cwd, env, timeout: 300_000 }, (error, out, err) => {
        resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, out, err })
      })
    })
}
