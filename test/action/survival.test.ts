import { survivalBlock } from '../../action/summary/survival.ts'
import { reviewFiles } from '../../index.ts'
import { cluster, policyFile } from '../../policies/sample.ts'
import { expect, test } from '../jest.ts'

const links = { path: (file: string) => file, line: () => undefined }
const files = (keys: string) => [
  {
    name: 'deploy/all.yaml',
    text: cluster({ image: 'rabbitmq:3.12.14', definitions: policyFile(`{"ha-mode": "all"${keys}}`, '.*') }),
  },
]

const safe = ', "ha-sync-mode": "automatic", "ha-promote-on-failure": "when-synced"'
const lossy = ', "ha-promote-on-shutdown": "always"'

test('the summary says it with the place that decides', () => {
  const block = survivalBlock(reviewFiles(files(safe), files(lossy), { survival: true }).worse ?? [], links)
  expect(block).toMatch(
    /^### When something fails\n\n- This change turns \*\*stopped, then started\*\* of .* \(mirrored \(orders\) queues\) from \*back with its nodes, messages all kept\* to \*back with its nodes, messages LOST\*: its mirror on rabbitmq-\d takes over before it is filled/,
  )
  expect(block).toMatch(/\(deploy\/all\.yaml:\d+\)/)
  expect(block).toContain('<details><summary>More: ')
  expect(survivalBlock([], links)).toBe('')
})
