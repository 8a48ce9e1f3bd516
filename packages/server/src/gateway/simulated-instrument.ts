/** What a payer types into the simulated gateway's page. */
export type Instrument =
  | { readonly method: 'upi'; readonly vpa: string }
  | { readonly method: 'card'; readonly number: string; readonly expiry: string; readonly cvv: string }
  | { readonly method: 'netbanking'; readonly bank: string }

export interface TestInstrument {
  readonly value: string
  readonly outcome: string
  /** Absent: it pays. */
  readonly failure?: { readonly code: string; readonly description: string }
  /** Money that came this way does not go back. */
  readonly refundFails?: true
}

const declined = { code: 'BAD_REQUEST_ERROR', description: 'The bank declined the payment.' }
const noFunds = { code: 'BAD_REQUEST_ERROR', description: 'There is not enough money in the account.' }

/** Nothing else is accepted, so that nobody types a real card into a simulation. */
export const testInstruments = {
  upi: [
    { value: 'success@upi', outcome: 'pays' },
    { value: 'failure@upi', outcome: 'is declined', failure: declined },
    { value: 'norefund@upi', outcome: 'pays, but a refund of it fails', refundFails: true },
  ],
  card: [
    { value: '4111 1111 1111 1111', outcome: 'pays' },
    { value: '4000 0000 0000 0002', outcome: 'is declined', failure: declined },
    { value: '4000 0000 0000 9995', outcome: 'has no money', failure: noFunds },
  ],
  netbanking: [
    { value: 'Bank of Tests', outcome: 'pays' },
    { value: 'Declining Bank', outcome: 'declines', failure: declined },
  ],
} as const satisfies Record<Instrument['method'], readonly TestInstrument[]>

export type ReadInstrument =
  | { readonly instrument: TestInstrument; readonly method: Instrument['method'] }
  /** What to correct: nothing was tried. */
  | { readonly fault: FormFault }

export type FormFault = 'method' | 'amount' | 'expiry' | 'cvv' | Instrument['method']

/** What a payer is told of each. */
export const formFaults: Readonly<Record<FormFault, string>> = {
  method: 'Choose how to pay.',
  amount: 'Give an amount up to what is due.',
  upi: 'This is a test page: use one of the test UPI IDs that are named below the field.',
  card: 'This is a test page: use one of the test card numbers that are named below the field. Never type a real card here.',
  netbanking: 'Choose a bank.',
  expiry: 'Give the expiry date of the card as MM/YY; it must not be past.',
  cvv: 'Give the three digits of the security code.',
}

/** `now` in epoch ms: a card must not have expired. */
export function readInstrument(given: Instrument, now: number): ReadInstrument {
  const { method } = given
  const instrument = find(method, typedValue(given))
  if (instrument === undefined) return { fault: method }
  if (given.method === 'card') {
    if (!isAhead(given.expiry, now)) return { fault: 'expiry' }
    if (!/^\d{3}$/.test(given.cvv.trim())) return { fault: 'cvv' }
  }
  return { instrument, method }
}

/** What a payer may see filled in again: the test instrument that was named, and no security code. */
export function keptOf(given: Instrument, { value }: TestInstrument): Instrument {
  if (given.method === 'upi') return { ...given, vpa: value }
  if (given.method === 'card') return { ...given, number: value, expiry: given.expiry.trim(), cvv: '' }
  return { ...given, bank: value }
}

/** The same however it is spaced. */
export const plainValue = (given: Instrument): string => plain(typedValue(given))

export const isTestCard = (number: string): boolean => find('card', number) !== undefined

function find(method: Instrument['method'], typed: string): TestInstrument | undefined {
  const known: readonly TestInstrument[] = testInstruments[method]
  return known.find(({ value }) => plain(value) === plain(typed))
}

function typedValue(given: Instrument): string {
  if (given.method === 'upi') return given.vpa
  return given.method === 'card' ? given.number : given.bank
}

const plain = (value: string) => value.replaceAll(/[\s-]/g, '').toLowerCase()

const CENTURY = 2000

function isAhead(expiry: string, now: number): boolean {
  const [, month, year] = /^\s*(0[1-9]|1[0-2])\s*\/\s*(\d{2})\s*$/.exec(expiry) ?? []
  return month !== undefined && Date.UTC(CENTURY + Number(year), Number(month)) > now
}
