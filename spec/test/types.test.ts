import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { outputs } from '../generate/outputs.ts'
import { byStatus } from '../generate/types/invoice.ts'
import { invoiceStatuses } from '../src/index.ts'

const generated = (await outputs())['packages/core/src/generated/openapi.ts'] ?? ''
const HEAD = `import type { components, operations, paths, webhooks } from './openapi.ts'
type Schemas = components['schemas']
declare const event: Schemas['Event']
declare const invoice: Schemas['Invoice']
`

describe('generated types', () => {
  test('are correct by themselves', () => {
    expect(errorsOf('export type All = [components, operations, paths, webhooks]')).toEqual([])
  })

  test('an open enumeration offers what is known and takes what is not', () => {
    expect(
      errorsOf(`
        export const known: Schemas['ProblemCode'] = 'invalid_state'
        export const unknown: Schemas['ProblemCode'] = 'newer_than_this'
        export const query: operations['listInvoices']['parameters']['query'] = { status: 'frozen' }
        export const scopes: Schemas['ApiKeyCreate'] = { scopes: ['invoices:write', 'ledger:read'] }
        export const again: Schemas['InvoiceStatus'] = invoice.status
        export const type: Schemas['EventType'] = event.type
      `),
    ).toEqual([])
    expect(completions('InvoiceStatus')).toEqual([...invoiceStatuses])
  })

  test('an event narrows by its type, and an unknown one is left to default', () => {
    expect(
      errorsOf(`
        export function handle(): string | null {
          switch (event.type) {
            case 'invoice.sent': { const object: 'invoice' = event.data.object; return object }
            case 'customer.created': return event.data.phone
            case 'payment.recorded': { const amount: number = event.data.amount_minor; return String(amount) }
            case 'reminder.sent': { const at: string = event.data.due_at; return at }
            default: return event.type
          }
        }
        export const sequence: number = event.sequence
      `),
    ).toEqual([])
  })

  test('an event of unknown type cannot be taken for a known one', () => {
    expect(errorsOf(`if (event.type !== 'invoice.sent') { event.data.phone.length }`)).toEqual([
      expect.stringContaining("'phone' does not exist"),
    ])
    expect(
      errorsOf(`const never = (value: never) => value; switch (event.type) { default: never(event) }`),
    ).toEqual([expect.stringContaining("not assignable to parameter of type 'never'")])
  })

  test('an invoice narrows by its status', () => {
    expect(
      errorsOf(`
        if (invoice.status === 'open') { const no: string = invoice.invoice_no; const at: string | null = invoice.sent_at; no + at }
        if (invoice.status === 'draft') { const no: null = invoice.invoice_no; no }
        if (invoice.status === 'paid') { const at: string = invoice.paid_at; at }
        if (invoice.status === 'uncollectible') { const at: null = invoice.paid_at; at }
        if (invoice.status === 'void') { const at: string = invoice.voided_at; at }
        export const no: string | null = invoice.invoice_no
        export const due: number = invoice.amount_due_minor
        export const paid: Schemas['Payment'][] = invoice.payments
      `),
    ).toEqual([])
    expect(Object.keys(byStatus)).toEqual([...invoiceStatuses])
  })

  test('what has a default is optional in requests, and a sale needs its way of paying', () => {
    expect(
      errorsOf(`
        export const body: Schemas['InvoiceCreate'] = { items: [{ sku: 'AMUL-MILK-1L', qty: 1 }] }
        export const query: operations['listContacts']['parameters']['query'] = {}
        export const product: Schemas['ProductCreate'] = { sku: 'A', name: 'B', rate: 1 }
        export const link: Schemas['PaymentLinkCreate'] = { amount: 68 }
        export const sale: Schemas['InvoiceCreate'] = { items: [], payment: { mode: 'upi', amount: 220 } }
        export const credit: Schemas['CreditNoteCreate'] = { invoice_id: 'inv_', reason: 'Returned' }
      `),
    ).toEqual([])
    expect(errorsOf(`export const sale: Schemas['InvoiceCreate'] = { payment: { amount: 1 } }`)).toEqual([
      expect.stringContaining("'mode' is missing"),
    ])
    expect(errorsOf(`export const wrong: Schemas['InvoiceCreate'] = { item: [] }`)).toEqual([
      expect.stringContaining("'item' does not exist"),
    ])
  })
})

const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  types: [],
  lib: ['lib.es2022.d.ts'],
  skipDefaultLibCheck: true,
}

/** Compiles a text beside the generated types, in memory. */
function program(source: string): ts.Program {
  const virtual = new Map([
    ['/types/use.ts', `${HEAD}${source}`],
    ['/types/openapi.ts', generated],
  ])
  const host = ts.createCompilerHost(options)
  const { directoryExists, fileExists, readFile, getSourceFile } = host
  host.directoryExists = (name) => name === '/types' || directoryExists?.(name) === true
  host.fileExists = (name) => virtual.has(name) || fileExists(name)
  host.readFile = (name) => virtual.get(name) ?? readFile(name)
  host.getSourceFile = (name, language) => {
    const content = virtual.get(name)
    if (content === undefined) return library(name, () => getSourceFile(name, language))
    return ts.createSourceFile(name, content, language, true)
  }
  return ts.createProgram(['/types/use.ts'], options, host)
}

const libraries = new Map<string, ts.SourceFile | undefined>()
function library(name: string, read: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!libraries.has(name)) libraries.set(name, read())
  return libraries.get(name)
}

const errorsOf = (source: string): string[] =>
  ts
    .getPreEmitDiagnostics(program(source))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))

/** The literals that an editor offers for a schema. */
function completions(schema: string): string[] {
  const made = program(`export declare const value: Schemas['${schema}']`)
  const checker = made.getTypeChecker()
  const file = made.getSourceFile('/types/use.ts')
  if (file === undefined) throw new Error('The text was not compiled')
  const value = checker
    .getExportsOfModule(checker.getSymbolAtLocation(file) ?? fail())
    .find(({ name }) => name === 'value')
  const type = checker.getTypeOfSymbol(value ?? fail())
  return type.isUnion()
    ? type.types.flatMap((member) => (member.isStringLiteral() ? [member.value] : []))
    : []
}

function fail(): never {
  throw new Error('The text exports no value')
}
