import { join } from 'node:path'
import { runBundle } from '../cli/start/run-bundle.ts'

/** Entry of the Action. On a runner that stays, the second run finds the code that the first one compiled. */
runBundle(join(__dirname, 'action.cjs'), 'action')
