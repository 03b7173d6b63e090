import { patchProperties } from '../webhook/patch-properties.ts'

patchProperties(10_000)
