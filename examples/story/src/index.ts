export { type Arrivals, createArrivals } from './arrivals.ts'
export { step } from './step.ts'
