import { describe, expect, test } from 'vitest'
import { https } from '../src/web-address.ts'

describe('an address', () => {
  const wordsOf = (value: string) =>
    https()
      .safeParse(value)
      .error?.issues.map(({ message }) => message)

  test.each([
    'https://example.com',
    'HTTP://EXAMPLE.com:8080/a/b;c=(d),e!*+$&~_-.?q=@:/?#f?/',
    'https://[2001:db8::1]:8443/',
    'https://xn--9ca.com/%C3%BC',
  ])('is a URI, and is kept as it was given: %s', (value) => {
    expect(https().parse(value)).toBe(value)
  })

  test.each([
    ['https://é.com/ü?ü#ü', 'https://xn--9ca.com/%C3%BC?%C3%BC#%C3%BC'],
    ['https://example.com/a b', 'https://example.com/a%20b'],
    ['https://example.com\\\\hooks', 'https://example.com//hooks'],
    ['https://example.com/<\0"', 'https://example.com/%3C%00%22'],
    ['https://ex\u200bample.com/', 'https://example.com/'],
    ['https://[::1]/a[]', 'https://[::1]/a%5B%5D'],
    ['https://example.com?a[]=1|2', 'https://example.com/?a%5B%5D=1%7C2'],
    ['https://example.com/%zz%', 'https://example.com/%25zz%25'],
    ['https://example.com/#a#b', 'https://example.com/#a%23b'],
    ['https://example.com/\ud83d', 'https://example.com/%EF%BF%BD'],
  ])('that browsers alone understand is told how it is written as a URI: %s', (value, written) => {
    expect(wordsOf(value)).toEqual([`must be a URI by RFC 3986: write it as ${written}`])
    expect(https().parse(written)).toBe(written)
  })

  test.each(['ftp://example.com/ü', 'é.com', 'javascript:alert("é")'])(
    'of another kind has one fault: %s',
    (value) => {
      expect(wordsOf(value)).toHaveLength(1)
    },
  )

  test('that is too long is told only that', () => {
    expect(wordsOf(`https://example.com/${'ü'.repeat(3000)}`)).toEqual([expect.stringContaining('2048')])
  })
})
