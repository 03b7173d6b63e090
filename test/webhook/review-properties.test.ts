import { reviewProperties } from './review-properties.ts'

reviewProperties(300, 2)
