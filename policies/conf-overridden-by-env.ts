import { k8sSettings } from '../facts/peer-discovery.ts'
import { namespaceOf } from '../model/names/node-name.ts'
import { plainText, substitute } from '../model/pods/symbolic-text.ts'
import { clusterRule } from '../model/rule/rule.ts'
import { cluster } from './sample.ts'

export default clusterRule({
  id: 'conf-overridden-by-env',
  group: 'discovery',
  title: 'A variable says other than rabbitmq.conf, and wins',
  worst: 'warning',
  single: 'info',
  when: { rabbitmq: '<=4.0' },
  needs: [],
  rationale: `Up to 4.0 the Kubernetes backend takes K8S_HOST, K8S_SERVICE_NAME, K8S_ADDRESS_TYPE, K8S_HOSTNAME_SUFFIX and their like before the keys of
rabbitmq.conf. A line that says something else does nothing, and who changes it waits for an effect that does not come.`,
  sources: ['https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s'],
  evidence: {
    kind: 'source',
    where:
      'deps/rabbitmq_peer_discovery_common/src/rabbit_peer_discovery_config.erl@v4.0.9:get_from_env_variable_or_map: a variable that is set is taken; 3.10.8 and 4.0.5 were seen to ask for the Service that it names',
  },
  example: () => ({
    bad: cluster({
      discovery: `cluster_formation.peer_discovery_backend = k8s
cluster_formation.k8s.host = kubernetes.default
cluster_formation.k8s.service_name = rabbitmq
cluster_formation.k8s.address_type = hostname
cluster_formation.k8s.hostname_suffix = .rabbitmq-headless.mq.svc.cluster.local`,
      env: { K8S_SERVICE_NAME: 'rabbitmq-headless' },
    }),
    good: cluster({ env: { K8S_SERVICE_NAME: 'rabbitmq-headless' } }),
  }),
  check({ cluster, release }, tell) {
    if (tell.know(cluster.discovery.backend)?.module !== 'k8s') return
    for (const { key, env } of k8sSettings(release)) {
      const setting = env === undefined ? undefined : tell.know(cluster.config.effective(key))
      if (env === undefined || !setting || setting.generated) continue
      const variable = tell.know(cluster.broker.environment.get(env))
      const text = variable && plainText(substitute(variable.text, namespaceOf(cluster.broker)))
      // What is not resolved here, the kubelet may resolve: it knows the variables of Services.
      if (!variable || text === undefined || text === setting.value || variable.unresolved.length > 0)
        continue
      const isSecret = setting.sensitive === true || variable.sensitive
      tell.report({
        at: setting.at,
        message: isSecret
          ? `${key} says other than the variable ${env}`
          : `${key} = ${setting.value}, but the variable ${env} says ${text === '' ? 'nothing' : text}`,
        why: 'the variable wins: the line does nothing',
        help: variable.generated ? 'remove the line' : 'remove one of them',
        ...(variable.generated ? {} : { related: [{ at: variable.at, message: 'the variable' }] }),
      })
    }
  },
})
