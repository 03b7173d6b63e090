import { patchProperties } from './patch-properties.ts'

patchProperties(50)
