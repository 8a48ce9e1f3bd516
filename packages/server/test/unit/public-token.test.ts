import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EnvironmentId } from '../../src/kit/environment.ts'
import { createIdFactory } from '../../src/kit/id.ts'
import { createPublicTokens } from '../../src/kit/public-token.ts'

const newId = createIdFactory()
const key = () => ({ secret: randomBytes(32) })
const environment = (mode: 'test' | 'live'): EnvironmentId => `${newId('tnt', Date.now())}/${mode}`

test('public token: what was signed is read back, for its own page alone', () => {
  const tokens = createPublicTokens([key()])
  for (const mode of ['test', 'live'] as const) {
    const subject = { environment: environment(mode), id: newId('lnk', Date.now()) }
    const token = tokens.sign('p', subject)
    expect(tokens.read('p', token)).toEqual(subject)
    expect(tokens.read('i', token)).toBeNull()
    expect(tokens.read('g', token)).toBeNull()
    const whole = { environment: subject.environment, id: null }
    expect(tokens.read('g', tokens.sign('g', whole))).toEqual(whole)
  }
})

test('public token: a change of any one character is refused', () => {
  const tokens = createPublicTokens([key()])
  const token = tokens.sign('p', { environment: environment('test'), id: newId('lnk', Date.now()) })
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters), (at, letter) => {
      const changed = token.slice(0, at) + letter + token.slice(at + 1)
      expect(tokens.read('p', changed) === null).toBe(changed !== token)
    }),
  )
})

test('public token: an older key is still believed, another platform is not', () => {
  const [older, newer] = [key(), key()]
  const subject = { environment: environment('live'), id: newId('inv', Date.now()) }
  const token = createPublicTokens([older]).sign('i', subject)
  expect(createPublicTokens([newer, older]).read('i', token)).toEqual(subject)
  expect(createPublicTokens([newer]).read('i', token)).toBeNull()
})
