import { run } from './main.ts'

/** Entry of the committed bundle. The exit code fails the step without spending an annotation on it. */
void run(process.env).then(code => {
  process.exitCode = code
})
