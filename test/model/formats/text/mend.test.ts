import fc from 'fast-check'
import { parseConf } from '../../../../model/formats/conf/conf.ts'
import { mendedLine } from '../../../../model/formats/conf/conf-mend.ts'
import { readPlugins } from '../../../../model/formats/erlang/plugins.ts'
import { mendedPlugins } from '../../../../model/formats/erlang/plugins-mend.ts'
import { describe, expect, test } from '../../../jest.ts'
import { tries } from '../../../tries.ts'

describe('lines with a colon', () => {
  test.each([
    ['heartbeat: 60', 'heartbeat = 60'],
    ['listeners.tcp.1 : 0.0.0.0:5672', 'listeners.tcp.1 = 0.0.0.0:5672'],
    ['default_pass: "x"', undefined],
    ['heartbeat: 60 # s', undefined],
    ['heartbeat:', undefined],
    ['- a: b', undefined],
    ['{a: b}', undefined],
  ])('%s', (line, expected) => expect(mendedLine(line)).toBe(expected))

  test('what comes out is a setting', () => {
    const line = fc
      .tuple(fc.stringMatching(/^[a-z._]{1,9}$/), fc.string())
      .map(([key, value]) => `${key}: ${value}`)
    fc.assert(
      fc.property(fc.oneof(fc.string(), line), text => {
        const mended = mendedLine(text)
        if (mended !== undefined && !text.startsWith('.'))
          expect(parseConf(`${mended}\n`).entries.length).toBeLessThan(2)
      }),
      tries(100),
    )
  })
})

describe('lists of plugins', () => {
  test.each([
    ['[rabbitmq_management]', '[rabbitmq_management].'],
    ['[rabbitmq_management]\n', '[rabbitmq_management].\n'],
    ['rabbitmq_management, rabbitmq_top', '[rabbitmq_management,rabbitmq_top].\n'],
    ['- rabbitmq-management\n- rabbitmq_top\n', '[rabbitmq_management,rabbitmq_top].\n'],
    ['[management].', undefined],
    ['rabbitmq_management; rabbitmq_top', undefined],
    ['', undefined],
  ])('%j', (text, expected) => expect(mendedPlugins(text)).toBe(expected))

  test('what comes out is a list', () => {
    const piece = fc.constantFrom('[', ']', '.', ',', '"', 'rabbitmq_top', 'rabbitmq-x', '% c\n', '#', ' ')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map(pieces => pieces.join('')),
        ),
        text => {
          const mended = mendedPlugins(text)
          if (mended !== undefined) expect(readPlugins(mended).problems).toEqual([])
        },
      ),
      tries(100),
    )
  })
})
