import { clusterRule } from '../model/rule/rule.ts'
import { helmRelease, yaml } from './sample.ts'

export default clusterRule({
  id: 'chart-values-misplaced',
  group: 'configuration',
  title: 'Values of a chart stand where it reads none',
  worst: 'warning',
  needs: [],
  when: { since: 'ever' },
  rationale: `No chart for RabbitMQ refuses a value that it does not know: it is rendered without a word, and without the value. Values for the chart itself
stand at the top, not below its name; where another chart depends on it they stand below its name, or its alias, and nowhere else. Charts of
different makers call the same thing differently.`,
  sources: [
    'https://helm.sh/docs/chart_template_guide/subcharts_and_globals/',
    'https://github.com/bitnami/charts/tree/main/bitnami/rabbitmq',
    'https://github.com/CloudPirates-io/helm-charts/tree/main/charts/rabbitmq',
    'https://github.com/groundhog2k/helm-charts/tree/master/charts/rabbitmq',
  ],
  evidence: {
    kind: 'source',
    where:
      'helm/helm pkg/chart/v2/util/coalesce.go@v4.0.0:coalesceValues: keys that the chart does not have are passed on, and nothing asks for them',
  },
  example: () => ({
    bad: yaml(
      helmRelease('bitnami', '16.0.16', {
        podManagementPolicy: 'Parallel',
        rabbitmq: { extraConfiguration: 'disk_free_limit.absolute = 2GB' },
      }),
    ),
    good: yaml(
      helmRelease('bitnami', '16.0.16', {
        podManagementPolicy: 'Parallel',
        extraConfiguration: 'disk_free_limit.absolute = 2GB',
      }),
    ),
  }),
  check({ cluster }, tell) {
    for (const { at, path, instead } of cluster.workload.made.misplaced ?? []) {
      tell.report({
        at,
        subject: path,
        message: `${path} is no value of this chart`,
        why: 'the chart passes over what it does not know: this has no effect',
        help:
          instead === undefined
            ? `move what is below ${path.split('.')[0]} one level up`
            : `write it as ${instead}`,
      })
    }
  },
})
