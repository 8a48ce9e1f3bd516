import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keeps, platformKeeps } from '../../src/rules/keep.ts'

const page = readFileSync(new URL('../../../../docs/time.md', import.meta.url), 'utf8')

test('docs/time.md tells what is kept for a while, how long and why, and of nothing else', () => {
  const [, section = ''] = page.split('## What is kept, and how long\n')
  const rows = section
    .split('\n## ')[0]
    ?.match(/^\|.*\|$/gm)
    ?.slice(2)
  const forAWhile = Object.values(keeps).filter((keep) => 'what' in keep)
  const told = [...forAWhile, ...platformKeeps].map(
    ({ what, howLong, why }) => `| ${what} | ${howLong} | ${why} |`,
  )
  expect(rows).toEqual(told)
})
