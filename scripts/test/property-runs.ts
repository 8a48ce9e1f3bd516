import fc from 'fast-check'

// How many cases each property is tried on, unless it says so itself: fast-check's own 100 let a wrong one pass for days.
fc.configureGlobal({ numRuns: Number(process.env.BAHI_PROPERTY_RUNS ?? 1_000) })
