import { expect, test } from 'vitest'
import * as index from '../src/index.ts'
import * as web from '../src/web.ts'
import { body, secret, signed } from './deliveries.ts'

test('web: exports the names of the main entry', () => {
  expect(Object.keys(web).sort()).toEqual(Object.keys(index).sort())
})

test('web: verifies with verifyAsync and makes secrets', async () => {
  expect(await web.verifyAsync(body(), signed(body()), [secret])).toEqual(JSON.parse(body()))
  expect(web.decodeSecret(web.generateSecret())).toHaveLength(32)
})

test('web: says what to use in place of what needs node:crypto', () => {
  expect(web.verify).toThrow(/verifyAsync/)
  expect(web.verifySignature).toThrow(/verifyAsync/)
  expect(web.sign).toThrow(/node:crypto/)
})
