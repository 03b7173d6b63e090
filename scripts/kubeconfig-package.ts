import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { root } from './bundle.ts'

const folder = join(root, 'node_modules/@kubernetes/client-node/dist')

/** What only calls of its API need: none are made. */
const unused: Readonly<Record<string, readonly string[]>> = {
  undici: ['Agent', 'ProxyAgent'],
  './gen/index.js': ['createConfiguration', 'ServerConfiguration'],
  './middleware.js': ['setHeaderMiddleware'],
}
/** What only some kubeconfigs need, and what of it: loaded when it is asked for. */
const late: Readonly<Record<string, readonly string[]>> = {
  'js-yaml': ['load'],
  'jsonpath-plus': ['JSONPath'],
  'openid-client': ['customFetch', 'discovery', 'refreshTokenGrant'],
  'socks-proxy-agent': ['SocksProxyAgent'],
  socks: ['SocksClient'],
  hpagent: ['HttpProxyAgent', 'HttpsProxyAgent'],
}
const anyOf = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map(name => name.replaceAll('.', '\\.')).join('|')})$`)

/**
 * Of the Kubernetes client what reads a kubeconfig and says who one is: its API and what makes requests are most of it, and would take
 * longer to load than all else that the webhook is.
 */
export const forKubeconfig: Plugin = {
  name: 'the kubeconfig of @kubernetes/client-node',
  setup({ onResolve, onLoad }) {
    const from = (namespace: string) => (args: { path: string; importer: string }) =>
      args.importer.startsWith(folder) ? { path: args.path, namespace } : undefined
    onResolve({ filter: /^@kubernetes\/client-node$/ }, () => ({ path: join(folder, 'config.js') }))
    onResolve({ filter: anyOf(Object.keys(unused)) }, from('unused'))
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: (unused[path] ?? [])
        .map(name => `export function ${name}() { throw new Error('not part of this bundle') }`)
        .join('\n'),
    }))
    onResolve({ filter: anyOf(Object.keys(late)) }, from('when asked'))
    onLoad({ filter: /.*/, namespace: 'when asked' }, ({ path }) => {
      const members = (late[path] ?? []).map(name => `get ${name}() { return require('${path}').${name} }`)
      return { contents: `module.exports = { ${members.join(', ')} }`, resolveDir: folder }
    })
    // Elsewhere only the events of its parser are used.
    onResolve({ filter: /^js-yaml$/, namespace: 'when asked' }, () => ({
      path: join(root, 'node_modules/js-yaml/dist/js-yaml.mjs'),
    }))
  },
}
