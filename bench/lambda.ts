import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unpacked } from '../test/lambda/function.ts'
import { functionUrlEvent } from '../test/webhook/lambda/events.ts'
import { json } from '../test/webhook/served.ts'
import { secret, vectors } from '../test/webhook/vectors.ts'

/** What the environment of the function has. */
export const lambdaEnvironment = { WARRENER_PATH_SECRET: secret }

/** Makes the zip for AWS Lambda, unpacks it, and writes `first.cjs`, which gets a first answer from it. */
export function preparedLambda(build: string, folder: string): void {
  execFileSync(process.execPath, [build, 'lambda', folder])
  unpacked(join(folder, 'warrener-lambda.zip'), folder)
  const { url = '', body = '' } = vectors[0] ?? {}
  const event = functionUrlEvent({ method: 'POST', url, headers: json, body: Buffer.from(body) })
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
  writeFileSync(
    join(folder, 'first.cjs'),
    `require('./lambda.cjs').handler(require('./event.json')).then(answer => {
      if (answer.statusCode !== 200) throw new Error(answer.body)
    })`,
  )
}
