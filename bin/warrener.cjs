#!/usr/bin/env node
// biome-ignore-all lint: the oldest JavaScript has no template literals, no const and no node: protocol
'use strict'
// Written in the oldest JavaScript, so that an old Node can read it and say what is missing.
var major = 22
var minor = 19
var found = process.version.slice(1).split('.').map(Number)

if (found[0] < major || (found[0] === major && found[1] < minor)) {
  console.error(
    'warrener needs Node ' +
      major +
      '.' +
      minor +
      ' or newer, and this is Node ' +
      process.version.slice(1) +
      '.',
  )
  process.exitCode = 2
} else {
  start()
}

function start() {
  var bundle = require('path').join(__dirname, '..', 'dist', 'start.cjs')
  if (!require('fs').existsSync(bundle)) {
    console.error(
      'warrener is not built: run npm ci, or npm run build, in ' +
        require('path').join(__dirname, '..') +
        '.',
    )
    process.exitCode = 2
    return
  }
  // The look-ups of the webhook are loaded by Node itself, which keeps compiled code too where it can.
  var nodeModule = process.argv[2] === 'webhook' && require('module')
  if (nodeModule && nodeModule.enableCompileCache) nodeModule.enableCompileCache()
  require(bundle).start()
}
