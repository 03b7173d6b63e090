// biome-ignore-all lint: the oldest JavaScript has no template literals, no const and no node: protocol
'use strict'
// Builds after an install. Written in the oldest JavaScript, so that what is missing can be said in one sentence.
var fs = require('fs')
var path = require('path')
var root = path.join(__dirname, '..')

function fail(reason) {
  console.error('warrener cannot be built: ' + reason)
  process.exit(1)
}

var run = require('child_process').spawnSync

var found = process.version.slice(1).split('.').map(Number)
var isOld = found[0] < 22 || (found[0] === 22 && found[1] < 19)

// `npm install -g` of a git repository, as pre-commit does it, also takes the packages that build it for something to be
// installed globally, and leaves them out.
var isThere = fs.existsSync(path.join(root, 'node_modules', 'esbuild'))
if (!isThere && process.env.npm_config_global === 'true' && process.env.npm_execpath) {
  if (isOld) fail('it needs Node 22.19 or newer, this is ' + process.version + '.')
  var words = ['ci', '--no-global', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  run(process.execPath, [process.env.npm_execpath].concat(words), { cwd: root, stdio: 'inherit' })
}
if (!fs.existsSync(path.join(root, 'node_modules', 'esbuild'))) {
  fail(
    'the development packages are not installed (NODE_ENV=production or --omit=dev); run npm ci --include=dev.',
  )
}
var node = path.join(root, 'node_modules', 'node', 'bin', 'node')
if (isOld && !fs.existsSync(node)) {
  fail(
    'it needs Node 22.19 or newer, this is ' +
      process.version +
      ', and the package "node" was installed without its scripts; run npm ci without --ignore-scripts.',
  )
}
var result = run(isOld ? node : process.execPath, [path.join(root, 'scripts', 'build.ts')], {
  stdio: 'inherit',
})
process.exit(result.status === null ? 1 : result.status)
