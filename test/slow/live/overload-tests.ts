import { describe, expect, test } from '../../jest.ts'
import { busyWebhook } from './overload.ts'
import type { Stage } from './stage.ts'

export function overloadTests(stage: () => Stage): void {
  describe('a webhook that has too much to do', () => {
    test.each<[string, { status: number; times: number; seconds?: string }, number, RegExp]>([
      [
        '503 and when to come again: it is asked again',
        { status: 503, times: 2, seconds: '1' },
        3,
        /seen at last/,
      ],
      [
        '429 and when to come again: it is asked again',
        { status: 429, times: 1, seconds: '1' },
        2,
        /seen at last/,
      ],
      ['503 alone: it has failed', { status: 503, times: 9 }, 1, /failed calling webhook/],
    ])('%s', async (_, busy, asked, said) => {
      const namespace = `busy-${busy.status}-${busy.seconds ?? 'never'}`
      const webhook = await busyWebhook(stage(), namespace, busy)
      try {
        const create = ['create', 'configmap', 'x', '--namespace', namespace]
        const { code, stderr } = await stage().controlPlane.kubectl(create)
        expect({ code, stderr, asked: webhook.asked() }).toEqual({
          code: 1,
          stderr: expect.stringMatching(said),
          asked,
        })
      } finally {
        await stage().kubectl(`delete validatingwebhookconfiguration ${namespace}`)
        webhook.close()
      }
    })
  })
}
