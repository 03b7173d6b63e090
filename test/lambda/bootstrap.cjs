'use strict'
/*
 * What the managed runtime of AWS Lambda does for a handler, in as few lines as show it: the handler is loaded from the
 * folder of the function, then one event after the other is fetched and answered.
 * Source: aws/aws-lambda-nodejs-runtime-interface-client, src/UserFunction.js; docs.aws.amazon.com, "Using the Lambda runtime API".
 */
const { existsSync } = require('node:fs')
const { join } = require('node:path')
const { AWS_LAMBDA_RUNTIME_API: api, LAMBDA_TASK_ROOT: root, _HANDLER: name } = process.env
const base = `http://${api}/2018-06-01/runtime`

const post = (path, body) => fetch(`${base}${path}`, { method: 'POST', body: JSON.stringify(body ?? null) })
const told = error => ({ errorType: error.name, errorMessage: error.message, stackTrace: [] })

async function load() {
  const [module, member] = name.split('.')
  const file = ['.js', '.mjs', '.cjs'].map(ending => join(root, module + ending)).find(existsSync)
  const loaded = file.endsWith('.mjs') ? await import(file) : require(file)
  return loaded[member]
}

async function main() {
  let handler
  try {
    handler = await load()
  } catch (error) {
    console.error(`${error.name}: ${error.message}`)
    await post('/init/error', told(error))
    process.exit(1)
  }
  for (;;) {
    const next = await fetch(`${base}/invocation/next`)
    const id = next.headers.get('lambda-runtime-aws-request-id')
    const event = await next.json()
    try {
      await post(`/invocation/${id}/response`, await handler(event, { awsRequestId: id }))
    } catch (error) {
      await post(`/invocation/${id}/error`, told(error))
    }
  }
}
void main()
