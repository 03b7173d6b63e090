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

if (!fs.existsSync(path.join(root, 'node_modules', 'esbuild'))) {
  fail(
    'the development packages are not installed (NODE_ENV=production or --omit=dev); run npm ci --include=dev.',
  )
}
var node = path.join(root, 'node_modules', 'node', 'bin', 'node')
var found = process.version.slice(1).split('.').map(Number)
var isOld = found[0] < 22 || (found[0] === 22 && found[1] < 19)
if (isOld && !fs.existsSync(node)) {
  fail(
    'it needs Node 22.19 or newer, this is ' +
      process.version +
      ', and the package "node" was installed without its scripts; run npm ci without --ignore-scripts.',
  )
}
var result = require('child_process').spawnSync(
  isOld ? node : process.execPath,
  [path.join(root, 'scripts', 'build.ts')],
  { stdio: 'inherit' },
)
process.exit(result.status === null ? 1 : result.status)
