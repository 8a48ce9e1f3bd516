import * as spec from '@bahi/spec'
import { bind } from '../http/bind.ts'
import { createCreditNote, listCreditNotes, retrieveCreditNote } from '../operations/credit-note.ts'

export const creditNoteRoutes = [
  bind(spec.createCreditNote, (tx, { body }) => createCreditNote(tx, body)),
  bind(spec.retrieveCreditNote, (tx, { id }) => retrieveCreditNote(tx, id)),
  bind(spec.listCreditNotes, (tx, { query, page }) => listCreditNotes(tx, query, page)),
]
