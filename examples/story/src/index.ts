export { type Arrivals, createArrivals } from './arrivals.ts'
export { listen } from './listen.ts'
export { step } from './step.ts'
