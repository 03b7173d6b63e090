import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { describe, expect, test } from '../jest.ts'
import { root } from '../process.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const { version, repository } = JSON.parse(read('package.json'))
const values = parse(read('manifests/chart/values.yaml'))
const validate = new Ajv().compile(JSON.parse(read('manifests/chart/values.schema.json')))

test('the chart has the version of the package', () => {
  const url = repository.url.replace(/^git\+|\.git$/g, '')
  expect(parse(read('manifests/chart/Chart.yaml'))).toMatchObject({
    ...{ version, appVersion: version, home: url, sources: [url] },
    kubeVersion: '>=1.30.0-0',
  })
})

describe('values', () => {
  test('those of the chart fit its schema, which knows no others', () => {
    validate(values)
    expect(validate.errors).toBe(null)
    const { global, ...known } = JSON.parse(read('manifests/chart/values.schema.json')).properties
    expect(Object.keys(known)).toEqual(Object.keys(values))
  })

  test.each([
    ['a typing error', { replica: 3 }],
    ['a mode that there is not', { certificate: { mode: 'certmanager' } }],
    ['memory without a unit that the heap can be told from', { resources: { limits: { memory: '512M' } } }],
    ['no limit', { resources: { requests: { memory: '128Mi' } } }],
    ['a digest that is none', { image: { digest: 'latest' } }],
    ['an address without TLS', { url: 'http://warrener.example' }],
    ['an address with a slash too many', { url: 'https://warrener.example/secret/' }],
    ['a port for root', { port: 443 }],
    ['a registry with a path', { image: { registry: 'example.org/mirror' } }],
  ])('%s is refused', (_, wrong) => expect(validate(wrong)).toBe(false))
})
