import { afterAll, beforeAll } from '../jest.ts'
import { auditTests } from './live/audit-tests.ts'
import { doctorTests } from './live/doctor-tests.ts'
import { operatePageTests } from './live/operate-page-tests.ts'
import { overloadTests } from './live/overload-tests.ts'
import { type Stage, startStage } from './live/stage.ts'
import { uninstallTests } from './live/uninstall-tests.ts'

/*
 * The commands on a live cluster, on a real API server with the webhook that is shipped; one after the other, as they change it.
 */

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.stop())

const present = (): Stage => stage
auditTests(present)
overloadTests(present)
doctorTests(present)
uninstallTests(present)
operatePageTests(present)
