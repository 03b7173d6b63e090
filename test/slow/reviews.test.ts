import { reviewProperties } from '../webhook/review-properties.ts'

reviewProperties(10_000)
