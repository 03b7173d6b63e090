import { tries } from '../tries.ts'
import { reviewProperties } from '../webhook/review-properties.ts'

reviewProperties(tries(1000))
