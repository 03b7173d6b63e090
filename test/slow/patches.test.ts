import { tries } from '../tries.ts'
import { patchProperties } from '../webhook/patch-properties.ts'

patchProperties(tries(1000))
