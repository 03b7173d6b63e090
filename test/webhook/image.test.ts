import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dig } from '../../model/kube/read.ts'
import { expect, test } from '../jest.ts'
import { root } from '../process.ts'
import { pick } from './ask.ts'
import { built } from './built.ts'

const { repository, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const slug = /github\.com\/(.*)\.git$/.exec(repository.url)?.[1]
const image = `ghcr.io/${slug}`

test('the image is that of this repository, in this version', () => {
  expect(dig(pick(built('base'), 'Deployment'), ['spec', 'template', 'spec', 'containers', 0, 'image'])).toBe(
    `${image}:${version}`,
  )
})

test('it is named in one place, and in what the chart copies of it', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  const naming = files
    .split('\n')
    .filter(file => file !== '' && existsSync(join(root, file)))
    .filter(file => new RegExp(`${image}[:@]`).test(readFileSync(join(root, file), 'latin1')))
  const copy = 'manifests/chart/files/base/deployment.yaml'
  expect(naming.filter(file => file !== copy)).toEqual(['manifests/webhook/base/deployment.yaml'])
})
