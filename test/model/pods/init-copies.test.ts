import { lint } from '../../../index.ts'
import { cluster } from '../../../policies/sample.ts'
import { describe, expect, test } from '../../jest.ts'

/** The sample with its configuration copied by an init container, as the image of 3.8 and older needed it. */
const copied = (script: string, more = ''): string =>
  cluster({ conf: 'no.such.key = 1' })
    .replace(
      / {12}- name: config\n {14}mountPath: \/etc\/rabbitmq\/conf\.d.*\n.*\n {12}- name: config\n {14}mountPath: \/etc\/rabbitmq\/enabled_plugins\n.*\n/,
      '            - name: writable\n              mountPath: /etc/rabbitmq\n',
    )
    .replace(
      '      containers:\n',
      `      initContainers:
        - name: copy
          image: busybox:1.36
          command: [sh, -ec, ${JSON.stringify(script)}]${more}
          volumeMounts:
            - name: config
              mountPath: /config
            - name: writable
              mountPath: /etc/rabbitmq
      containers:
`,
    )
    .replace('      volumes:\n', '      volumes:\n        - name: writable\n          emptyDir: {}\n')

const outcome = (script: string, more?: string): string => {
  const report = lint([{ name: 'a.yaml', text: copied(script, more) }])
  expect(report.defects).toEqual([])
  const finding = report.findings.find(({ rule }) => rule === 'conf-key-unknown')
  if (finding) return `${finding.object.kind} ${finding.path}`
  return report.notEvaluated.some(({ why }) => /while the pod starts|nothing is known/.test(why))
    ? 'unknown'
    : 'silent'
}
const found = 'ConfigMap /data/rabbitmq.conf'
/** A copy that leaves rabbitmq.conf out. */
const first = 'cp /config/enabled_plugins /etc/rabbitmq/'

describe('what init containers copy is followed to where it is written', () => {
  test.each([
    ['cp /config/rabbitmq.conf /etc/rabbitmq/rabbitmq.conf', found],
    ['cp /config/rabbitmq.conf /etc/rabbitmq/', found],
    ['cp /config/* /etc/rabbitmq', found],
    ['cp -r /config/. /etc/rabbitmq/', found],
    ['cp -rL /config/*.conf /etc/rabbitmq/ && chmod 0644 /etc/rabbitmq/rabbitmq.conf', found],
    ['mkdir -p /etc/rabbitmq/conf.d; cp /config/rabbitmq.conf /etc/rabbitmq/conf.d/10-first.conf', found],
    [
      "cp /config/rabbitmq.conf /etc/rabbitmq/rabbitmq.conf && echo '' >> /etc/rabbitmq/rabbitmq.conf; cp /config/enabled_plugins /etc/rabbitmq/enabled_plugins",
      found,
    ],
    [`${first} && ls -l /etc/rabbitmq && cp /config/rabbitmq.conf /etc/rabbitmq/; true`, found],
    [`ls -l /etc/rabbitmq && cp /config/rabbitmq.conf /etc/rabbitmq/; true`, found],
    [`ls /config/rabbitmq.conf && cp /config/rabbitmq.conf /etc/rabbitmq/; true`, 'unknown'],
    [`ls /config > /dev/null && cp /config/rabbitmq.conf /etc/rabbitmq/; true`, 'unknown'],
    ['cp /config/enabled_plugins /etc/rabbitmq/', 'silent'],
    ['cp /config/rabbitmq.conf /etc/rabbitmq/rabbitmq.conf.sample', 'silent'],
    ['cp /config/rabbitmq.conf /etc/rabbitmq/ && echo "a = b" >> /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cp /config/rabbitmq.conf /etc/rabbitmq/ && sed -i s/a/b/ /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['envsubst < /config/rabbitmq.conf > /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cat /config/rabbitmq.conf > /etc/rabbitmq/rabbitmq.conf', found],
    ['install -m 0644 -o 999 /config/rabbitmq.conf /etc/rabbitmq/rabbitmq.conf', found],
    ['install -m644 /config/rabbitmq.conf /config/enabled_plugins /etc/rabbitmq', found],
    ['install -d /etc/rabbitmq/conf.d && cp /config/rabbitmq.conf /etc/rabbitmq/conf.d/1.conf', found],
    ['cat /config/rabbitmq.conf /config/enabled_plugins > /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cat /config/rabbitmq.conf >> /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['{ cat /config/enabled_plugins; cat /config/rabbitmq.conf; } > /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cat /config/rabbitmq.conf | sed s/a/b/ > /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cat "$SOURCE" > /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cp "$SOURCE" /etc/rabbitmq/rabbitmq.conf', 'unknown'],
    ['cp /elsewhere/rabbitmq.conf /etc/rabbitmq/', 'unknown'],
    ['./render /etc/rabbitmq', 'unknown'],
    // Relative paths and other folders.
    [`${first} && cd /etc/rabbitmq && cp /config/rabbitmq.conf .`, 'unknown'],
    [`${first}; cd /etc && tar -xf /config/a.tar`, 'unknown'],
    [`${first}; cd; ./render`, 'unknown'],
    [`${first}; cp /config/rabbitmq.conf rabbitmq.conf`, 'unknown'],
    [`${first}; cp /config/rabbitmq.conf /config/../etc/rabbitmq/`, 'unknown'],
    [`${first}; cat /config/rabbitmq.conf > rabbitmq.conf`, 'unknown'],
    [`${first}; cat /config/rabbitmq.conf &> "$X"`, 'unknown'],
    [`${first}; { echo a; cat /config/rabbitmq.conf; } > /etc/rabbitmq/rabbitmq.conf`, 'unknown'],
    [`${first}; sh /config/init.sh`, 'unknown'],
    [`${first}; cp /elsewhere/rabbitmq.conf /etc/rabbitmq/`, 'unknown'],
    [`cd /tmp; ${first}; ls > /dev/null 2>&1`, 'silent'],
    // Conditions.
    [`${first}; if [ -n "$X" ]; then cp /config/rabbitmq.conf /etc/rabbitmq/; fi`, 'unknown'],
    [`${first}; [ -f /etc/rabbitmq/x ] || cp /config/rabbitmq.conf /etc/rabbitmq/`, 'unknown'],
    [`${first}; [ -f /etc/rabbitmq/x ] && exit 0; cp /config/rabbitmq.conf /etc/rabbitmq/`, 'unknown'],
    [`${first}; f() { cp /config/rabbitmq.conf /etc/rabbitmq/; }`, 'unknown'],
    [`${first}; case $X in a) cp /config/rabbitmq.conf /etc/rabbitmq/;; esac`, 'unknown'],
    [`${first} && cp /config/rabbitmq.conf /etc/rabbitmq/`, found],
    ['cp /config/rabbitmq.conf /etc/rabbitmq/ || exit 1', found],
    ['if [ -n "$X" ]; then echo yes; fi; cp /config/rabbitmq.conf /etc/rabbitmq/', found],
    // Folders as sources and targets.
    ['cp -r /config /etc/rabbitmq', 'silent'],
    ['cp -r /config/ /etc/rabbitmq/', 'silent'],
    ['cp -r /config /etc/rabbitmq/conf.d', found],
    ['mkdir /etc/rabbitmq/conf.d; cp -r /config /etc/rabbitmq/conf.d', 'silent'],
    ['mkdir /etc/rabbitmq/conf.d; cp /config/rabbitmq.conf /etc/rabbitmq/conf.d', found],
    ['cp -a /config/. /etc/rabbitmq/conf.d', found],
  ])('%s', (script, expected) => expect(outcome(script)).toBe(expected))
})

describe('a sidecar copies while the broker starts', () => {
  const sidecar = '\n          restartPolicy: Always'
  test.each([
    ['cp /config/rabbitmq.conf /etc/rabbitmq/; sleep infinity', 'unknown'],
    ['while true; do cp /config/* /etc/rabbitmq/; sleep 60; done', 'unknown'],
    ['curl -s http://localhost/', 'unknown'], // nothing tells what it leaves there
  ])('%s', (script, expected) => expect(outcome(script, sidecar)).toBe(expected))
})
