import { z } from '@hono/zod-openapi'
import currencyCodes from 'currency-codes'
import { CURRENT_API_VERSION } from './version.ts'

/** The largest amount or total, in minor units: every sum stays exact in a double and in SQLite's integers. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000_000
export const MAX_QUANTITY = 1_000_000
export const MAX_QUANTITY_DECIMALS = 3
/** Of one product in one store, above 0 as below: in thousandths, sums over all stores stay exact in a double. */
export const MAX_STOCK = 1_000_000_000
const MAX_TAX_RATE_DECIMALS = 3
const METADATA_MAX_KEYS = 50
const METADATA_MAX_KEY_LENGTH = 40
const METADATA_MAX_VALUE_LENGTH = 500
export const IDEMPOTENCY_KEY_MAX_LENGTH = 255

// Neither engine nor JSON keeps these whole: NUL and the other control characters except tab and line ends, and lone surrogates.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const unstorable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Up to `max` characters that every store keeps as they came, and can be asked for. */
export const storable = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !unstorable.test(value) && value.isWellFormed(), {
      error: 'must not contain control characters or broken Unicode',
      params: { code: 'invalid_characters' },
    })

/** Text of 1 to `max` characters that every store keeps as it came. */
export const text = (max: number) => storable(max).min(1)

/** An id in a body or query: any text, since a malformed one must answer as a foreign one does. */
export const reference = (example: string) => z.string().max(255).openapi({ example })

export const id = (prefix: string) =>
  z.string().openapi({
    description: `\`${prefix}_\` and a ULID: 26 Crockford characters that begin with the time.`,
    example: `${prefix}_01J9XG6T4S0Q2V8N3M5K7P9R1A`,
  })

/** Answered: what the key or endpoint speaks. */
export const pinnedVersion = () => z.string().openapi({ example: CURRENT_API_VERSION })

/** Any text, since only the server knows what it still speaks. */
export const versionPin = (description: string) =>
  z.string().max(20).optional().openapi({ description, example: CURRENT_API_VERSION })

export const timestamp = () =>
  z.iso
    .datetime({ precision: 3 })
    .openapi({ description: 'RFC 3339, UTC, milliseconds.', example: '2026-06-28T10:14:22.000Z' })

/** ISO 4217, in force today. */
export const currency = () =>
  z
    .string()
    .refine((code) => currencyCodes.code(code)?.code === code, {
      error: 'must be an ISO 4217 currency code in capitals, such as INR',
      params: { code: 'unknown_currency' },
    })
    .openapi({ description: 'ISO 4217 code.', example: 'INR', pattern: '^[A-Z]{3}$' })

/** Digits behind the point of a currency: JPY 0, INR 2, KWD 3. */
export function currencyExponent(code: string): number {
  const found = currencyCodes.code(code)
  if (found === undefined) throw new Error(`Not an ISO 4217 currency: ${code}`)
  return found.digits
}

export const minor = (description: string) =>
  z.int().openapi({ description: `${description}, in the currency's minor unit.`, example: 13600 })

export const amountMinor = (description: string) =>
  z
    .int()
    .min(0)
    .max(MAX_AMOUNT_MINOR)
    .openapi({ description: `${description}, in the currency's minor unit.`, example: 6800 })

/** The digits behind the point of a number's shortest decimal text. */
export function decimalPlaces(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const fraction = mantissa.split('.')[1]?.length ?? 0
  return Math.max(0, fraction - Number(exponent))
}

const decimal = ({ max, places, what }: { max: number; places: number; what: string }) =>
  z
    .number()
    .min(0)
    .max(max)
    .refine((value) => decimalPlaces(value) <= places, {
      error: `may have ${places} digits behind the point at most`,
      params: { code: 'too_many_decimals' },
    })
    .openapi({ description: what })

const ofThousandths = (number: z.ZodNumber) =>
  number.refine((value) => decimalPlaces(value) <= MAX_QUANTITY_DECIMALS, {
    error: `may have ${MAX_QUANTITY_DECIMALS} digits behind the point at most`,
    params: { code: 'too_many_decimals' },
  })

export const quantity = () =>
  ofThousandths(z.number().gt(0).max(MAX_QUANTITY)).openapi({
    description: `Above 0, at most ${MAX_QUANTITY}, up to ${MAX_QUANTITY_DECIMALS} decimals.`,
    example: 2,
  })

/** How much is there, or is to be: in the unit that the product is sold by. */
export const stockCount = () =>
  ofThousandths(z.number().min(0).max(MAX_STOCK)).openapi({
    description: `Up to ${MAX_QUANTITY_DECIMALS} decimals.`,
    example: 1000,
  })

/** How much is there, as it is answered: below 0 when more was sold than there was. */
export const stockLevel = (description: string) => z.number().openapi({ description, example: 998 })

/** What comes or goes: 0 would change nothing. */
export const stockChange = () =>
  ofThousandths(z.number().min(-MAX_QUANTITY).max(MAX_QUANTITY))
    .refine((value) => value !== 0, { error: 'must not be 0', params: { code: 'too_small' } })
    .openapi({
      description: `Above 0 what comes, below 0 what goes; at most ${MAX_QUANTITY}, up to ${MAX_QUANTITY_DECIMALS} decimals.`,
      example: -2,
    })

/** A price in major units: exact, so more digits than the currency has are refused (against the currency, by the operation). */
export const rate = () =>
  z
    .number()
    .min(0)
    .max(MAX_AMOUNT_MINOR)
    .openapi({ description: 'Price per unit in major units, exact.', example: 68 })

export const taxRate = () =>
  decimal({
    max: 100,
    places: MAX_TAX_RATE_DECIMALS,
    what: `Percent, up to ${MAX_TAX_RATE_DECIMALS} decimals.`,
  }).openapi({ example: 18 })

/** E.164: a plus, then 8 to 15 digits. */
export const phone = () =>
  z
    .string()
    .regex(/^\+[1-9]\d{7,14}$/, { error: 'must be an E.164 number: +, country code and number, digits only' })
    .openapi({ description: 'E.164.', example: '+919876543210', 'x-sensitive': true })

export const email = () => z.email().max(254).openapi({ example: 'rahul@example.com', 'x-sensitive': true })

const metadataKey = text(METADATA_MAX_KEY_LENGTH)
const metadataValue = storable(METADATA_MAX_VALUE_LENGTH)

const metadataRecord = z
  .record(metadataKey, metadataValue)
  .refine((value) => Object.keys(value).length <= METADATA_MAX_KEYS, {
    error: `may have ${METADATA_MAX_KEYS} keys at most`,
    params: { code: 'too_big' },
  })

/** Of JSON Schema; the registry's own types know no `propertyNames`. */
const metadataBounds = {
  maxProperties: METADATA_MAX_KEYS,
  propertyNames: { type: 'string', minLength: 1, maxLength: METADATA_MAX_KEY_LENGTH },
}

export const metadata = () =>
  z.preprocess(withoutProto, metadataRecord).openapi({
    description: `Your own facts: up to ${METADATA_MAX_KEYS} keys of ${METADATA_MAX_KEY_LENGTH} characters, values of ${METADATA_MAX_VALUE_LENGTH}.`,
    ...metadataBounds,
    example: { project: 'Alpha' },
  })

/** A record drops this key in silence, and what was sent must be kept or refused. Anything may come, whatever the type says. */
function withoutProto(value: Record<string, string>, context: z.RefinementCtx): Record<string, string> {
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__'))
    context.addIssue({
      code: 'custom',
      path: ['__proto__'],
      message: 'must not be used as a name',
      params: { code: 'invalid_name' },
    })
  return value
}

export interface Rule {
  readonly path: readonly string[]
  /** Stable name of the fault, as in `errors[].code`. */
  readonly code: string
  readonly error: string
}

/** A rule over several fields, checked even where single fields are wrong, so that all faults are listed at once. */
export function rule<S extends z.ZodType>(
  schema: S,
  holds: (value: Readonly<Record<string, unknown>>) => boolean,
  { path, code, error }: Rule,
): S {
  const check = (value: unknown) =>
    typeof value !== 'object' || value === null || Array.isArray(value) || holds({ ...value })
  const ruled = schema.refine(check, { path: [...path], error, params: { code }, when: () => true })
  return ruled.describe([schema.description, sentence(error)].filter(Boolean).join(' '))
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

export const countOf = (value: Readonly<Record<string, unknown>>, names: readonly string[]): number =>
  names.filter((name) => value[name] !== undefined && value[name] !== null).length

/** A time that is sent, with any offset. In UTC, as it is answered, its year has four digits too. */
export const timeGiven = () =>
  z.iso
    .datetime({ offset: true, error: 'must be an RFC 3339 time, such as 2026-06-28T10:14:22Z' })
    .refine(isTellable, {
      error: 'must be of the years 0000 to 9999 in UTC',
      params: { code: 'out_of_range' },
    })

/** `Date` writes other years with a sign and six digits, which is no RFC 3339; what is no time at all is told of before. */
function isTellable(text: string): boolean {
  const time = Date.parse(text)
  return Number.isNaN(time) || /^\d/.test(new Date(time).toISOString())
}

export const timestampQuery = (description: string) =>
  timeGiven()
    .optional()
    .openapi({ description: `RFC 3339. ${description}` })
