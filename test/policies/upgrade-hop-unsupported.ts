import { chartValues, cluster, rabbitmqCluster, type Sample, yaml } from '../../policies/sample.ts'
import { rows } from '../rule-rows.ts'

const image = (tag: string, sample: Sample = {}): string => cluster({ image: `rabbitmq:${tag}`, ...sample })
const one: Sample = { replicas: 1 }
const brief: Sample = { replicas: 1, storage: 'emptyDir' }
const operated = (tag: string): string => yaml(rabbitmqCluster({ image: `rabbitmq:${tag}`, replicas: 3 }))
const values = (tag: string): string =>
  yaml(chartValues({ image: { tag }, extraConfiguration: 'heartbeat = 60' }))

export default rows({
  valid: [
    { name: 'the same image', before: image('3.13.7'), manifests: image('3.13.7') },
    { name: 'a newer patch', before: image('3.13.6'), manifests: image('3.13.7') },
    { name: 'the next release', before: image('3.12.14'), manifests: image('3.13.7') },
    { name: 'a patch that is not told', before: image('3.13.7'), manifests: image('3.13') },
    {
      name: 'a full stop, while nothing runs',
      before: image('3.7.28', { replicas: 0 }),
      manifests: image('3.9.29', { replicas: 0 }),
    },
    {
      name: 'nothing runs, and nothing is kept',
      before: image('3.8.9', { replicas: 0, storage: 'emptyDir' }),
      manifests: image('4.2.6', { storage: 'emptyDir' }),
    },
    { name: 'a node that keeps nothing', before: image('3.8.9', brief), manifests: image('4.2.6', brief) },
    {
      name: 'a full stop, for one node',
      before: image('3.7.28', one),
      manifests: image('3.9.29', one),
    },
    {
      name: 'an image that stays, of which another release is told',
      before: image('stable', { annotations: { 'warrener.dev/rabbitmq-version': '4.2.6' } }),
      manifests: image('stable', { annotations: { 'warrener.dev/rabbitmq-version': '3.8.9' } }),
    },
    {
      name: 'a release that is not told',
      before: image('3.8.9'),
      manifests: image('latest'),
      gap: /^the release after: the tag 'latest' does not tell/,
    },
    {
      name: 'a release that was not told',
      before: image('latest'),
      manifests: image('3.8.9'),
      gap: /^the release before: the tag 'latest'/,
    },
  ],
  invalid: [
    {
      name: 'values of a chart, which keeps data unless told otherwise',
      before: values('3.8.9-debian-10-r0'),
      manifests: values('4.1.3-debian-12-r1'),
      findings: [
        { severity: 'error', line: 3, message: /goes from RabbitMQ 3\.8\.9 to 4\.1\.3 in one step$/ },
      ],
    },
    {
      name: 'a step that the newer release refuses',
      before: image('3.10.25'),
      manifests: image('3.12.14'),
      findings: [
        {
          severity: 'error',
          message: /^mq\/rabbitmq goes from RabbitMQ 3\.10\.25 to 3\.12\.14 in one step$/,
          why: /^the new release requires feature flags that the old one does not know/,
          help: /^go by 3\.11\.28, then 3\.12\.14, each once the nodes of the one before run with all feature flags enabled$/,
          text: 'rabbitmq:3.12.14',
          fix: 'none',
        },
      ],
    },
    {
      name: 'a step that nobody promises, one node',
      before: image('4.2.6', one),
      manifests: image('4.4.1', one),
      findings: [
        {
          severity: 'error',
          why: /^not supported: nobody promises/,
          help: /^go by 4\.3\.7, then 4\.4\.1, each once the node of the one before runs with/,
          text: 'rabbitmq:4.4.1',
        },
      ],
    },
    {
      name: 'from too old a patch',
      before: image('3.11.2'),
      manifests: image('3.12.14'),
      findings: [{ severity: 'error', help: /^go by 3\.11\.28, then 3\.12\.14/, text: 'rabbitmq:3.12.14' }],
    },
    {
      name: 'a step that is refused, while nothing runs',
      before: image('3.8.9', { replicas: 0 }),
      manifests: image('4.2.6'),
      findings: [
        {
          severity: 'warning',
          why: /^where it has run before, the new release requires feature flags/,
          text: 'rabbitmq:4.2.6',
        },
      ],
    },
    {
      name: 'back',
      before: image('3.13.7'),
      manifests: image('3.12.14'),
      findings: [
        {
          severity: 'error',
          message: /^mq\/rabbitmq goes back from RabbitMQ 3\.13\.7 to 3\.12\.14$/,
          why: /^RabbitMQ does not go back/,
          help: /^leave the image: an older release .*; where no node has booted with 3\.13\.7 yet, say so: /,
          text: 'rabbitmq:3.12.14',
        },
      ],
      after: image('3.13.7'),
    },
    {
      name: 'back by a patch',
      before: image('3.13.7'),
      manifests: image('3.13.2'),
      findings: [
        { severity: 'warning', why: /^nobody promises that an older patch/, text: 'rabbitmq:3.13.2' },
      ],
    },
    {
      name: 'two that do not work together',
      before: image('3.7.28'),
      manifests: image('3.9.29'),
      findings: [
        {
          severity: 'error',
          message: /which takes a full stop$/,
          why: /^nodes of these releases do not work together/,
          help: /^scale to 0, change the image, and scale back$/,
          text: 'rabbitmq:3.9.29',
        },
      ],
    },
    {
      name: 'for the operator',
      before: operated('3.8.9'),
      manifests: operated('4.2.6'),
      findings: [{ severity: 'error', help: /^go by 3\.9\.29, then 3\.10/, path: '/spec/image' }],
    },
    {
      name: 'for the operator, from a tag without patch',
      before: operated('3.12'),
      manifests: operated('4.1'),
      findings: [{ severity: 'error', path: '/spec/image' }],
    },
  ],
})
