import { tries } from '../tries.ts'
import { patchProperties } from './patch-properties.ts'

patchProperties(tries(10))
