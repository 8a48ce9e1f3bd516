import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fallsLow, isLow, lacksOf, MAX_STOCK_THOUSANDTHS } from '../../src/rules/inventory.ts'

const product = fc.constantFrom('A', 'B')
const demands = fc.array(fc.record({ productId: product, quantity: fc.integer({ min: 1, max: 9_000 }) }))
const stocks = fc.record({ A: fc.integer({ min: -5_000, max: 20_000 }), B: fc.nat(20_000) })

describe('lacks', () => {
  test('are those that what is met leaves too little for, and what is met is there', () => {
    const property = fc.property(demands, stocks, (asked, stock) => {
      const supplyOf = (id: string) => ({ stock: id === 'A' ? stock.A : stock.B, allowBackorder: false })
      const lacks = lacksOf(asked, supplyOf)
      for (const id of ['A', 'B']) {
        const refused = lacks.filter(({ demand }) => demand.productId === id)
        const met = asked.filter(
          (one) => one.productId === id && !refused.some(({ demand }) => demand === one),
        )
        const taken = met.reduce((sum, { quantity }) => sum + quantity, 0)
        expect(taken).toBeLessThanOrEqual(Math.max(0, supplyOf(id).stock))
        for (const { demand, available } of refused) {
          expect(available).toBeGreaterThanOrEqual(0)
          expect(demand.quantity).toBeGreaterThan(available)
        }
        const all = asked
          .filter((one) => one.productId === id)
          .reduce((sum, { quantity }) => sum + quantity, 0)
        expect(refused.length === 0).toBe(all <= supplyOf(id).stock || all === 0)
      }
    })
    fc.assert(property)
  })

  test('are none with backorder, down to what a sum keeps whole', () => {
    const supplyOf = () => ({ stock: 0, allowBackorder: true })
    const most = { productId: 'A', quantity: MAX_STOCK_THOUSANDTHS }
    expect(lacksOf([most], supplyOf)).toEqual([])
    const more = { productId: 'A', quantity: 1 }
    expect(lacksOf([most, more], supplyOf)).toEqual([{ demand: more, available: 0 }])
  })
})

describe('low', () => {
  test('is told once a fall: as often as stock went from above the level to it or below', () => {
    const walk = fc.array(fc.integer({ min: -10_000, max: 30_000 }), { minLength: 1 })
    const property = fc.property(walk, fc.nat(20), (levels, low) => {
      const falls = levels.slice(1).filter((after, n) => fallsLow({ before: levels[n] ?? 0, after }, low))
      const above = levels.map((level) => level > low * 1_000)
      expect(falls).toHaveLength(above.slice(1).filter((now, n) => above[n] === true && !now).length)
    })
    fc.assert(property)
  })

  test('is nothing without a level', () => {
    expect([isLow(-5, null), fallsLow({ before: 5, after: -5 }, null)]).toEqual([false, false])
    expect([isLow(0, 0), isLow(1, 0)]).toEqual([true, false])
  })
})
