import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { dig } from '../../model/kube/read.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { pick } from '../webhook/ask.ts'
import { built } from '../webhook/built.ts'
import { isSent, stages, textsOf } from './dockerfile.ts'

const [build, image, ...more] = stages()

test('there are two stages, from images that are pinned by their digests', () => {
  expect(more).toEqual([])
  for (const stage of [build, image])
    expect(textsOf(stage, 'FROM').join()).toMatch(/@sha256:[0-9a-f]{64}(?: AS build)?$/)
  // Built once for all platforms, so that none is emulated.
  expect(textsOf(build, 'FROM').join()).toMatch(/^--platform=\$BUILDPLATFORM /)
})

test('every instruction is one that there is', () => {
  for (const { name } of [...(build ?? []), ...(image ?? [])])
    expect(['FROM', 'WORKDIR', 'COPY', 'RUN', 'LABEL', 'ENV', 'USER', 'ENTRYPOINT', 'CMD']).toContain(name)
})

test('in the image nothing is run while it is built, and only the package is copied', () => {
  expect(textsOf(image, 'RUN')).toEqual([])
  expect(textsOf(image, 'COPY')).toEqual(['--from=build /src/package /app'])
})

test('it runs as who the Deployment says', () => {
  const { runAsUser, runAsGroup } = dig(pick(built('base'), 'Deployment'), [
    ...['spec', 'template', 'spec', 'securityContext'],
  ]) as { runAsUser: number; runAsGroup: number }
  expect(textsOf(image, 'USER')).toEqual([`${runAsUser}:${runAsGroup}`])
})

test('without arguments it is a function of kustomize and kpt, which give none', () => {
  expect(JSON.parse(textsOf(image, 'CMD').join())).toEqual(['krm'])
  expect(JSON.parse(textsOf(image, 'ENTRYPOINT').join())).toEqual([
    '/nodejs/bin/node',
    '/app/bin/warrener.cjs',
  ])
})

test('the workflow builds it for the platforms that pages speak of', () => {
  const { env, jobs } = parse(readFileSync(join(root, '.github/workflows/image.yaml'), 'utf8')) as {
    readonly env: { readonly platforms: string }
    readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>
  }
  const builds = Object.values(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run = '' }) => /^ *docker buildx build .*/m.exec(run)?.[0] ?? []),
  )
  expect(builds).toHaveLength(2)
  for (const line of builds) expect(line).toContain('--platform "$platforms"')
  for (const file of ['Dockerfile', 'docs/install.md'])
    expect(readFileSync(join(root, file), 'utf8')).toContain(
      `docker buildx build --platform ${env.platforms} `,
    )
})

test('all code is sent that is not for the Action, measurements or tests', () => {
  const files = globSync('*/**/*.ts', { cwd: root, exclude: ['node_modules', 'dist', 'coverage'] })
  const folders = new Set(files.map(file => file.split('/')[0] ?? ''))
  for (const folder of folders)
    expect([folder, isSent(`${folder}/x.ts`)]).toEqual([
      folder,
      !['action', 'bench', 'test'].includes(folder),
    ])
})

test('what the package holds is sent to the builder, and nothing that only developers need', () => {
  const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const path of [...files, 'LICENSE', 'README.md', 'package-lock.json'].filter(
    path => !/^!?dist\b/.test(path),
  ))
    expect([path, isSent(path)]).toEqual([path, true])
  for (const path of [
    'dist/index.js',
    'node_modules/yaml',
    'test/jest.ts',
    '.git/config',
    'bench/bench.ts',
    '.env',
    'docs/install.md',
  ])
    expect([path, isSent(path)]).toEqual([path, false])
})
