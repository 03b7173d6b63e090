import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../process.ts'
import { commandsOf, type Shell } from '../slow/install/page.ts'
import { must, verdicts } from './verdicts.ts'

/*
 * The chart with the real image in a real cluster: `npm run test:e2e:kind -- NODE-IMAGE`, where docker, kind, kubectl and helm are.
 * The verdicts of the webhook are those that test/slow/install.test.ts meets on an API server alone. Only here pods run: what
 * Warrener takes comes up, and what it refuses, once it is told to let it pass, does not, for the reason that it gave.
 */

const [, , node = 'kindest/node:v1.37.0'] = process.argv
const cluster = `warrener-${process.pid}`
const folder = mkdtempSync(join(tmpdir(), 'warrener-kind-'))
const deployment = readFileSync(join(root, 'manifests/webhook/base/deployment.yaml'), 'utf8')
const image = /image: (\S+)/.exec(deployment)?.[1] ?? ''
/** The brokers of the reference clusters go to different machines. */
const nodes = {
  kind: 'Cluster',
  apiVersion: 'kind.x-k8s.io/v1alpha4',
  nodes: ['control-plane', 'worker', 'worker', 'worker'].map(role => ({ role })),
}
writeFileSync(join(folder, 'nodes.json'), JSON.stringify(nodes))

const env = {
  ...process.env,
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  KUBECONFIG: join(folder, 'kubeconfig'),
}
const shell: Shell = (commands, cwd = root) =>
  new Promise(resolve => {
    console.log(commands.trimEnd().replace(/^/gm, '$ '))
    execFile('bash', ['-e', '-c', commands], { cwd, env, maxBuffer: 2 ** 26 }, (error, out, err) => {
      process.stdout.write(out + err)
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, out, err })
    })
  })
const run = (commands: string): Promise<string> => must(shell, commands)

/** A cluster that was taken without a word comes up, all three nodes as one. */
async function taken(): Promise<void> {
  await run(`kubectl create namespace rabbitmq
kubectl create secret generic rabbitmq-secrets --namespace rabbitmq --from-literal=username=admin --from-literal=password="$(openssl rand -hex 24)" --from-literal=erlang-cookie="$(openssl rand -hex 32)"
kubectl apply -k manifests/clusters/rabbitmq-4.2
kubectl rollout status statefulset/rabbitmq --namespace rabbitmq --timeout=15m`)
  const running = await run(
    'kubectl exec rabbitmq-0 --namespace rabbitmq -- rabbitmqctl --quiet cluster_status --formatter json',
  )
  assert.equal(JSON.parse(running).running_nodes.length, 3)
  await run('kubectl delete namespace rabbitmq')
}

/** One that is refused is let pass where a namespace only wants warnings, and does not boot, as was said. */
async function refused(): Promise<void> {
  await run(`kubectl create namespace shop
kubectl label namespace shop warrener.dev/enforce=warn
kubectl create secret generic orders-mq-cookie --namespace shop --from-literal=cookie="$(openssl rand -hex 32)"`)
  const { code, err } = await shell('kubectl apply -f examples/broken-cluster')
  assert.equal(code, 0)
  assert.ok(err.includes('Warning: warrener: conf-key-unknown: disk_free_limit.absolut is not a key'), err)
  await run(
    "kubectl wait pod/orders-mq-0 --namespace shop --for=jsonpath='{.status.containerStatuses[0].restartCount}'=1 --timeout=10m",
  )
  const log = await run('kubectl logs orders-mq-0 --namespace shop --previous')
  assert.ok(log.includes('disk_free_limit.absolut'), log)
  await run('kubectl delete namespace shop')
}

try {
  await run(`docker build --tag ${image} .
kind create cluster --name ${cluster} --image ${node} --config ${join(folder, 'nodes.json')} --wait 5m
kind load docker-image ${image} --name ${cluster}`)
  const [install = '', uninstall = ''] = commandsOf('install.md', 'With Helm')
  await run(install.replace('--create-namespace', '--create-namespace --set certificate.mode=self-signed'))
  await verdicts(shell)
  await taken()
  await refused()
  await run(uninstall)
  assert.equal(
    await run('kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations --output=name'),
    '',
  )
} catch (error) {
  console.error(error)
  await shell(
    'kubectl get pods,events --all-namespaces; kubectl logs --namespace warrener-system --selector app.kubernetes.io/name=warrener --tail=50',
  )
  process.exitCode = 1
} finally {
  await shell(`kind delete cluster --name ${cluster}`)
  rmSync(folder, { recursive: true })
}
