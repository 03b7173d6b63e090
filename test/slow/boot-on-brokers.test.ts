import { bootCases } from './boot-cases.ts'
import { testBoots } from './boot-tests.ts'

testBoots(bootCases)
