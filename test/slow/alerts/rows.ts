/** What Prometheus has read, and whether an alert comes of it. */
export interface AlertRow {
  readonly name: string
  /** Values by the minute, as promtool writes them. */
  readonly series: Readonly<Record<string, string>>
  readonly at: string
  readonly alert: string
  /** Of the alert, besides its severity; undefined: there is none. */
  readonly labels?: Readonly<Record<string, string>>
}

const pod = (name: string): string => `namespace="warrener-system",service="warrener-webhook",pod="${name}"`
const up = (name: string): string => `up{${pod(name)}}`
const day = 86_400

export const alertRows: readonly AlertRow[] = [
  {
    name: 'all pods are gone',
    series: { [up('a')]: '0x20', [up('b')]: '1x2 0x18' },
    at: '10m',
    alert: 'WarrenerDown',
    labels: {},
  },
  {
    name: 'one of two answers',
    series: { [up('a')]: '0x20', [up('b')]: '1x20' },
    at: '10m',
    alert: 'WarrenerDown',
  },
  {
    name: 'a certificate that ends in 13 days',
    series: { [`warrener_certificate_not_after_seconds{${pod('a')}}`]: `${13 * day}x120` },
    ...{ at: '90m', alert: 'WarrenerCertificateEnds', labels: {} },
  },
  {
    name: 'a certificate that ends in 40 days',
    series: { [`warrener_certificate_not_after_seconds{${pod('a')}}`]: `${40 * day}x120` },
    ...{ at: '90m', alert: 'WarrenerCertificateEnds' },
  },
  {
    name: 'reviews that are out of time again and again',
    series: { [`warrener_out_of_time_total{${pod('a')},path="validate"}`]: '0+1x60' },
    ...{ at: '40m', alert: 'WarrenerOutOfTime', labels: {} },
  },
  {
    name: 'a single review that was out of time',
    series: { [`warrener_out_of_time_total{${pod('a')},path="validate"}`]: '0x5 1x60' },
    ...{ at: '40m', alert: 'WarrenerOutOfTime' },
  },
  {
    name: 'look-ups of a kind that go on failing',
    series: { [`warrener_look_up_failures_total{${pod('a')},kind="Service",verb="list"}`]: '0+2x60' },
    ...{ at: '40m', alert: 'WarrenerNotEvaluated', labels: { kind: 'Service', verb: 'list' } },
  },
  {
    name: 'a rule that throws for the first time',
    series: { [`warrener_rule_errors_total{${pod('a')},rule="x"}`]: '_x5 1x10' },
    ...{ at: '8m', alert: 'WarrenerRuleFails', labels: { rule: 'x' } },
  },
  {
    name: 'a rule that threw long ago',
    series: { [`warrener_rule_errors_total{${pod('a')},rule="x"}`]: '_x5 1x200' },
    ...{ at: '150m', alert: 'WarrenerRuleFails' },
  },
  {
    name: 'a config file that is not right',
    series: {
      [`warrener_config_reload_failed{${pod('a')}}`]: '0x5 1x20',
      [`warrener_config_reload_failed{${pod('b')}}`]: '0x25',
    },
    ...{ at: '15m', alert: 'WarrenerConfigRefused', labels: {} },
  },
  {
    name: 'a config file that was mended',
    series: { [`warrener_config_reload_failed{${pod('a')}}`]: '0x5 1x2 0x20' },
    ...{ at: '15m', alert: 'WarrenerConfigRefused' },
  },
]
