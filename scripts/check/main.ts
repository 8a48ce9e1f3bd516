import { checkDependencies } from './dependencies.ts'
import { checkHygiene } from './hygiene.ts'
import { checkPlatforms } from './platforms.ts'
import { checkSizes } from './sizes.ts'
import { checkWords } from './words.ts'

/** The repository's own rules. Each check returns its faults, a sentence each. */
const checks: Record<string, () => string[]> = {
  'one resource, one word': checkWords,
  'files and functions stay small': checkSizes,
  'no machine, no registry': checkHygiene,
  'every dependency has its reason': checkDependencies,
  'every tool for every machine': checkPlatforms,
}

for (const [title, check] of Object.entries(checks)) {
  const faults = check()
  console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${title}`)
  for (const fault of faults) console.log(`     ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}
