import { tries } from '../tries.ts'
import { reviewProperties } from './review-properties.ts'

reviewProperties(tries(50))
