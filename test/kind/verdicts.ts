import assert from 'node:assert/strict'
import { commandsOf, type Shell } from '../slow/install/page.ts'

/** Runs commands that have to work, and gives what they print. */
export async function must(shell: Shell, commands: string): Promise<string> {
  const { code, out, err } = await shell(commands)
  assert.equal(code, 0, `${commands}\nended with ${code}: ${err}`)
  return out
}

/** What users meet once the webhook is there, however it came: one Service is corrected, one cluster refused, one taken. */
export async function verdicts(shell: Shell): Promise<void> {
  const [submit = '', clear = ''] = commandsOf('install.md', 'Does it work?')
  const refused = await shell(submit)
  assert.equal(refused.code, 1)
  for (const text of [
    'Warning: warrener: not-ready-addresses-unpublished: set spec.publishNotReadyAddresses to true',
    'admission webhook "validate.warrener.dev" denied the request: warrener: ',
  ])
    assert.ok(refused.err.includes(text), refused.err)
  const made = await must(shell, 'kubectl get services,statefulsets --namespace shop --output=name')
  assert.ok(made.includes('service/rabbitmq') && !made.includes('statefulset'), made)
  await must(shell, 'kubectl create namespace rabbitmq')
  const clean = await shell('kubectl apply -k manifests/clusters/rabbitmq-4.2')
  assert.deepEqual({ code: clean.code, err: clean.err }, { code: 0, err: '' })
  await must(shell, `${clear}kubectl delete namespace rabbitmq`)
}
