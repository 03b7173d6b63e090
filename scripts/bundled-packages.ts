import childProcess from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { forNode, root } from './bundle.ts'
import { withoutRuleTexts } from './rule-texts.ts'

/*
 * What bundles hold of packages: what a run calls, and no more. A short run is over in the time that some packages take to fill tables
 * which it never reads. Where a package is no longer what is said here, the build fails.
 */

/**
 * commander names the module that starts programs, and starts none here: loading it is a tenth of what Node itself takes
 * to start. It is loaded when something of it is asked for.
 */
export const childProcessLate: Plugin = {
  name: 'node:child_process when it is called',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'late' }))
    onLoad({ filter: /.*/, namespace: 'late' }, () => {
      const members = Object.keys(childProcess).map(
        name => `get ${name}() { return require('child_process').${name} }`,
      )
      return { contents: `module.exports = { ${members.join(', ')} }` }
    })
  },
}

/** commander takes modules of Node as a whole: esbuild would copy all that they export, and it uses a few functions. */
const wholeModules: Plugin = {
  name: 'modules of Node for commander',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:(?:fs|path|process)$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'whole' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'whole' }, ({ path }) => ({
      contents: `export default ${path === 'node:process' ? 'process' : `require('${path.replace('node:', '')}')`}`,
    }))
  },
}

/** js-yaml is one file, which fills tables for what makes values and writes them: a module by itself is what tells events. */
const yamlEvents: Plugin = {
  name: 'the parser of js-yaml by itself',
  setup: ({ onResolve, onLoad }) => {
    const path = 'node_modules/js-yaml/dist/js-yaml.mjs'
    onResolve({ filter: /^js-yaml$/ }, ({ namespace }) =>
      namespace === 'events' ? { path: join(root, path), sideEffects: false } : { path, namespace: 'events' },
    )
    onLoad({ filter: /.*/, namespace: 'events' }, async () => {
      const text = await readFile(join(root, path), 'utf8')
      const own = text.matchAll(
        /^\/\/#region src\/(?:common|parser\/(?!constructor))[\s\S]*?^\/\/#endregion$/gm,
      )
      const names = 'CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE'
      const contents = [
        ...[...own].map(([region]) => region),
        `export { ${names}, YAMLException }`,
        `export { dump, visit } from 'js-yaml'`,
      ]
      return { contents: contents.join('\n'), resolveDir: root }
    })
  },
}

/** To ask Unicode which letters a name may have takes longer than all else that commander does; ours are ASCII. */
const asciiNames: Plugin = {
  name: 'names of options in ASCII',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]commander[\\/]lib[\\/]option\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      if (!text.includes('\\p{ID_Continue}')) throw new Error('commander finds variadic options otherwise')
      return { contents: text.replace('\\p{ID_Continue}', '\\w') }
    }),
}

/**
 * Packages of which most runs call nothing, with the functions that are called. Until one of them is, all of a package is
 * one function to V8, which nothing of it takes time but its text.
 */
const late: Readonly<Record<string, readonly string[]>> = {
  unbash: ['parse', 'forEachChild'],
  ignore: ['default'],
}
const latePackages: Plugin = {
  name: 'packages when they are called',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(late).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'substitute',
    }))
    onLoad({ filter: /.*/, namespace: 'substitute' }, ({ path }) => ({
      contents: (late[path] ?? [])
        .map(
          name => `${name === 'default' ? 'export default' : `export const ${name} =`} (...given) =>
          require('whole ${path}').${name}(...given)`,
        )
        .join('\n'),
    }))
    onResolve({ filter: /^whole / }, ({ path }) => ({
      // Such that its licence is found.
      path: path.replace('whole ', 'node_modules/'),
      namespace: 'package',
    }))
    onLoad({ filter: /.*/, namespace: 'package' }, async ({ path }) => {
      const name = path.replace('node_modules/', '')
      const contents = `export { ${(late[name] ?? []).join(', ')} } from '${name}'`
      const whole = { ...forNode, stdin: { contents, resolveDir: root }, banner: {}, write: false } as const
      return { contents: (await build(whole)).outputFiles[0]?.text ?? '' }
    })
  },
}

/** jsonc-parser fills tables for what writes JSON, which is not used here, and does not say that it could be left out. */
const withoutIntern: Plugin = {
  name: 'jsonc-parser without what it writes with',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/impl\/(?:format|edit)$/ }, ({ path, resolveDir }) =>
      resolveDir.includes('jsonc-parser')
        ? { path: join(resolveDir, `${path}.js`), sideEffects: false }
        : undefined,
    ),
}

/** What rules are run with holds nothing that no run needs. */
export const ofRun: readonly Plugin[] = [
  withoutRuleTexts,
  withoutIntern,
  yamlEvents,
  wholeModules,
  asciiNames,
  latePackages,
]

/**
 * What @actions/core has of Node: all else that it would load (cryptography for a token, files by promises, every name of
 * a module) takes as long as to lint a small tree.
 */
const ofNode: Readonly<Record<string, string>> = {
  crypto: `export { randomUUID } from './action/token.ts'`,
  fs: `const fs = require('node:fs')
    const late = name => (...given) => fs.promises[name](...given)
    export const { appendFileSync, constants, existsSync } = fs
    export const promises = { access: late('access'), appendFile: late('appendFile'), writeFile: late('writeFile') }`,
  os: `const os = require('node:os')
    export const { EOL } = os
    export default os`,
}
export const forCore: Plugin = {
  name: 'what @actions/core stands on',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^@actions\/(?:http-client|exec)(?:\/|$)/ }, () => ({
      path: join(root, 'action/unused.ts'),
    }))
    onResolve({ filter: new RegExp(`^(?:${Object.keys(ofNode).join('|')})$`) }, ({ path, importer }) =>
      /[\\/]@actions[\\/]core[\\/]/.test(importer) ? { path, namespace: 'core' } : undefined,
    )
    onLoad({ filter: /.*/, namespace: 'core' }, ({ path }) => ({
      contents: ofNode[path] ?? '',
      resolveDir: root,
    }))
  },
}
