import { bootCases } from './boot-cases.ts'
import { testBoots } from './boot-tests.ts'
import { definitionBootCases } from './definition-boot-cases.ts'

/** All boots of all suites: what else has to be seen of nodes that boot gets a table here, and no suite of its own. */
testBoots([...bootCases, ...definitionBootCases])
