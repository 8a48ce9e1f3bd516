/** An amount in its currency's minor unit: `{ amountMinor: 6850, currency: 'INR' }` is 68.50 INR, as `_minor` fields have it. */
export interface Money<C extends string = string> {
  /** A whole number: paise, cents, yen. */
  readonly amountMinor: number
  /** ISO 4217 code. */
  readonly currency: C
}

/**
 * Makes money of a whole number of minor units. Throws a RangeError for a fraction, and beyond the API's own bound of
 * 10^15.
 *
 * @example
 * const due = money(invoice.amount_due_minor, invoice.currency)
 */
export function money<C extends string>(amountMinor: number, currency: C): Money<C> {
  checkCode(currency)
  if (Number.isInteger(amountMinor) && Math.abs(amountMinor) <= MAX_MINOR)
    return { amountMinor: amountMinor || 0, currency } // never -0
  throw new RangeError(
    `${amountMinor} is not a whole number of minor units within ${MAX_MINOR}; parse() reads decimals`,
  )
}

/**
 * Reads a decimal in major units: `parse('68.50', 'INR')` is 6850 paise. Exact: throws a RangeError for more decimals than
 * the currency has, and for anything but digits, a point and a sign.
 */
export function parse<C extends string>(decimal: string | number, currency: C): Money<C> {
  const digits = decimalsOf(currency)
  const [, sign = '', whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(decimal).trim()) ?? []
  if (whole === undefined) throw new RangeError(`${decimal} is not a decimal like 68.50`)
  if (fraction.length > digits)
    throw new RangeError(`${decimal} has more decimals than ${currency}: ${digits}`)
  return money(Number(sign + whole + fraction.padEnd(digits, '0')), currency)
}

/**
 * The amount in major units with all the decimals of its currency: `'68.50'`, `'-0.05'`, `'68'` for yen. Exact: throws a
 * RangeError for a fraction of a minor unit.
 */
export function toDecimal({ amountMinor, currency }: Money): `${number}` {
  const digits = decimalsOf(currency)
  if (!Number.isSafeInteger(amountMinor))
    throw new RangeError(`${amountMinor} is not a whole number of minor units`)
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0')
  const point = text.length - digits
  const decimal = digits === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`
  return `${amountMinor < 0 ? '-' : ''}${decimal}` as `${number}` // digits with at most one point
}

/**
 * Writes the amount as people read it: `format(total, 'en-IN')` is `₹68.50`. Takes the options of `Intl.NumberFormat`.
 * Without a locale it is the runtime's own.
 */
export function format(
  amount: Money,
  locale?: string | readonly string[],
  options: Intl.NumberFormatOptions = {},
): string {
  const { currency } = amount
  const digits = decimalsOf(currency)
  const { minimumFractionDigits: least, maximumFractionDigits: most } = options
  // Intl refuses bounds that cross: where one is given, ours gives way.
  const exact = {
    minimumFractionDigits: least ?? Math.min(digits, most ?? digits),
    maximumFractionDigits: most ?? Math.max(digits, least ?? digits),
  }
  const locales = typeof locale === 'string' || locale === undefined ? locale : [...locale]
  const how = { style: 'currency', ...options, ...exact, currency } as const
  return new Intl.NumberFormat(locales, how).format(toDecimal(amount))
}

/** The sum. Two currencies don't compile; where the compiler can't see them, they throw a TypeError. */
export function add<C extends string>(one: Money<C>, other: Money<NoInfer<C>>): Money<C> {
  return money(one.amountMinor + inCurrency(one, other), one.currency)
}

/** The difference, which may be negative. Two currencies don't compile. */
export function subtract<C extends string>(one: Money<C>, other: Money<NoInfer<C>>): Money<C> {
  return money(one.amountMinor - inCurrency(one, other), one.currency)
}

/** Below 0, 0 or above 0, as `Array.sort` asks. Two currencies don't compile. */
export function compare<C extends string>(one: Money<C>, other: Money<NoInfer<C>>): number {
  return one.amountMinor - inCurrency(one, other)
}

/**
 * Shares an amount by weights, to the last minor unit: the parts always sum to the whole (largest remainder; of equal
 * ones the first). `allocate(money(100, 'INR'), [1, 1, 1])` is 34, 33, 33. Throws a RangeError for weights that are not
 * whole numbers of 0 or more with one above 0.
 */
export function allocate<C extends string>(whole: Money<C>, weights: readonly number[]): Money<C>[] {
  const parts = weights.map((weight) => {
    if (!Number.isSafeInteger(weight) || weight < 0) throw new RangeError(`${weight}: ${WEIGHTS}`)
    return BigInt(weight)
  })
  const sum = parts.reduce((total, part) => total + part, 0n)
  if (sum === 0n) throw new RangeError(WEIGHTS)
  const amount = BigInt(Math.abs(whole.amountMinor))
  const shares = parts.map((part, index) => ({
    index,
    share: Number((amount * part) / sum),
    rest: (amount * part) % sum,
  }))
  const left = Math.abs(whole.amountMinor) - shares.reduce((total, { share }) => total + share, 0)
  // A stable sort keeps equal remainders in their order.
  const lucky = new Set(
    [...shares]
      .sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : 0))
      .slice(0, left)
      .map(({ index }) => index),
  )
  const sign = whole.amountMinor < 0 ? -1 : 1
  return shares.map(({ index, share }) => {
    return money(sign * (share + (lucky.has(index) ? 1 : 0)), whole.currency)
  })
}

/** How many decimals a currency has (ISO 4217): 2 for INR, 0 for JPY, 3 for KWD. Throws a RangeError for what is no code: `jpy`. */
export function decimalsOf(currency: string): number {
  checkCode(currency)
  for (const [currencies, decimals] of DECIMALS) if (currencies.includes(currency)) return decimals
  return 2
}

/** The API's bound of any amount or total. */
const MAX_MINOR = 10 ** 15

const WEIGHTS = 'weights are whole numbers of 0 or more, one of them above 0'

// All others have two. Intl can't be asked: for some of these it knows how cash is counted, not how accounts are kept.
const DECIMALS = new Map([
  ['BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF', 0],
  ['BHD IQD JOD KWD LYD OMR TND', 3],
  ['CLF UYW', 4],
])

function checkCode(currency: string): void {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`${currency} is not an ISO 4217 code, such as INR`)
}

function inCurrency({ currency }: Money, other: Money): number {
  if (other.currency === currency) return other.amountMinor
  throw new TypeError(`${other.currency} is not ${currency}: convert it first`)
}
