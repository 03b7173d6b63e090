import { testBoots } from './boot-tests.ts'
import { definitionBootCases } from './definition-boot-cases.ts'

testBoots(definitionBootCases)
