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
  // The webhook is a program of its own: it starts sooner without the rest of the command.
  var isWebhook = process.argv[2] === 'webhook'
  var name = isWebhook ? 'webhook.cjs' : 'warrener.cjs'
  var bundle = require('path').join(__dirname, '..', 'dist', name)
  if (!require('fs').existsSync(bundle)) {
    console.error(
      'warrener is not built: run npm ci, or npm run build, in ' +
        require('path').join(__dirname, '..') +
        '.',
    )
    process.exitCode = 2
    return
  }
  // Compiled code is kept between runs where this Node can do so; NODE_DISABLE_COMPILE_CACHE=1 turns it off.
  var nodeModule = require('module')
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache()
  var program = require(bundle)
  if (isWebhook) program.main()
}
