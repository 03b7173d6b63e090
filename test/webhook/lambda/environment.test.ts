import { rules } from '../../../policies/index.ts'
import { defaultConfig } from '../../../webhook/config.ts'
import { type Environment, lambdaOptions } from '../../../webhook/lambda/environment.ts'
import { describe, expect, test } from '../../jest.ts'

const secret = 'a-secret-of-32-characters-or-more'
const options = (env: Environment) =>
  lambdaOptions({
    ...{ env, settings: {}, rules, docs: (rule: string) => rule, version: '9.8.7', write: () => undefined },
    readFile: path => (path === '/mnt/secret' ? `${secret}\n` : ''),
  })
const open = { WARRENER_NO_PATH_SECRET: 'true' }

describe('the variables of a function', () => {
  test.each<[string, Environment, object]>([
    ['a secret', { WARRENER_PATH_SECRET: secret }, { pathSecrets: [secret] }],
    ['a mounted one', { WARRENER_PATH_SECRET_FILE: '/mnt/secret' }, { pathSecrets: [secret] }],
    [
      'nothing is looked up without a kubeconfig',
      open,
      { cluster: 'none', config: defaultConfig, version: '9.8.7' },
    ],
    [
      'a kubeconfig in a variable',
      { ...open, WARRENER_KUBECONFIG: '{}' },
      { cluster: { kubeconfig: { text: '{}' }, watches: false } },
    ],
    ['a kubeconfig in a file', { ...open, KUBECONFIG: '/mnt/kubeconfig' }, { cluster: { watches: false } }],
    [
      'Secrets',
      { ...open, KUBECONFIG: 'k', WARRENER_READ_SECRETS: 'true' },
      { cluster: { watches: false, readsSecrets: true } },
    ],
  ])('%s', (_, env, expected) => expect(options(env)).toMatchObject(expected))

  test('who says that something else checks who asks has no secret', () =>
    expect(options(open).pathSecrets).toBeUndefined())

  test.each<[string, Environment, RegExp]>([
    ['no secret', {}, /^anybody who finds the URL could ask: set WARRENER_PATH_SECRET or/],
    ['an empty one', { WARRENER_PATH_SECRET: '' }, /^the path secret is empty$/],
    ['a short one', { WARRENER_PATH_SECRET: 'short' }, /^the path secret has fewer than 16 characters$/],
    ['a file that is empty', { WARRENER_PATH_SECRET_FILE: '/mnt/empty' }, /^the path secret is empty$/],
    ['a secret and none', { ...open, WARRENER_PATH_SECRET: secret }, /exclude each other$/],
    [
      'two places for it',
      { WARRENER_PATH_SECRET: secret, WARRENER_PATH_SECRET_FILE: 'f' },
      /exclude each other$/,
    ],
    [
      'a flag that is neither',
      { WARRENER_NO_PATH_SECRET: '1' },
      /^WARRENER_NO_PATH_SECRET is true or false$/,
    ],
    [
      'Secrets of no cluster',
      { ...open, WARRENER_READ_SECRETS: 'true' },
      /^WARRENER_READ_SECRETS needs a cluster/,
    ],
  ])('%s: it does not start', (_, env, why) => {
    expect(() => options(env)).toThrow(why)
    expect(() => options(env)).not.toThrow(secret)
  })
})
