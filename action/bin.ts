import { processHost } from '../cli/host.ts'
import { end } from '../cli/output.ts'
import { run } from './main.ts'

/** Entry of the committed bundle. The exit code fails the step without spending an annotation on it. */
const host = processHost()
void run(process.env, host).then(code => end(code, host))
