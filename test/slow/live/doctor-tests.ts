import type { Result } from '../../../live/doctor/result.ts'
import { describe, expect, test } from '../../jest.ts'
import { doctorRows } from './doctor-rows.ts'
import { expectElsewhere } from './elsewhere.ts'
import type { Stage } from './stage.ts'

export function doctorTests(stage: () => Stage): void {
  describe('doctor', () => {
    test.each(doctorRows.map(row => [row.name, row] as const))('%s', async (_, row) => {
      await stage().whole(row.form, row.isShort !== true)
      try {
        await row.breaks(stage())
        const { code, out, err } = await stage().run(
          'doctor',
          '--format',
          'json',
          ...((await row.args?.(stage())) ?? []),
        )
        expect(err).toBe('')
        expect(out).not.toContain('secret-of-16-characters')
        const results: readonly Result[] = JSON.parse(out).checks
        // The tests let the API server wait longer than what is shipped.
        const bad = results.filter(({ state, says }) => state !== 'ok' && !/waits up to 30 s/.test(says))
        const all = bad.map(({ check, says }) => `${check}: ${says}`)
        expect(all.filter(text => row.maySay?.test(text) !== true)).toEqual(
          row.says.map(text => (typeof text === 'string' ? text : expect.stringMatching(text))),
        )
        expect({ code, err }).toEqual({ code: row.says.length === 0 ? 0 : 1, err: '' })
        if (row.elsewhere) await expectElsewhere(stage(), row.elsewhere)
        for (const { help } of bad) expect(help).toBeTruthy()
        if (row.says.length > 0) return
        const fine = results.map(({ check, says }) => `${check}: ${says}`)
        expect(fine).toContain('admission: in namespace default a StatefulSet that cannot start is refused')
        expect(fine).toContain('version: the webhook is 0.1.0, and so is this command')
      } finally {
        stage().webhook.goOn()
      }
    })
  })
}
