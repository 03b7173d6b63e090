import type { Host } from '../../cli/host.ts'
import { run } from '../../cli/main.ts'
import type { Ran } from '../process.ts'

/** Runs the command in this process, in a folder. */
export async function warrener(
  argv: readonly string[],
  {
    cwd,
    input = '',
    env = {},
    isTTY = false,
    now,
  }: {
    readonly cwd: string
    readonly input?: string | Uint8Array
    readonly env?: Host['env']
    readonly isTTY?: boolean
    /** The time, each time that it is asked for. */
    readonly now?: () => number
  },
): Promise<Ran> {
  const said = { out: '', err: '' }
  const output = (stream: 'out' | 'err'): Host['out'] => ({
    isTTY,
    write: text => {
      said[stream] += text
    },
  })
  const code = await run(argv, {
    cwd,
    env,
    stdin: async () => Buffer.from(input),
    out: output('out'),
    err: output('err'),
    ...(now ? { now } : {}),
  })
  return { code, ...said }
}
