import { html } from 'hono/html'
import { contained } from '../kit/bidi.ts'
import type { Html } from './layout.ts'

/** What a person wrote: whichever way it runs, all that stands beside it keeps its order. */
export const written = (text: string): Html => html`<bdi>${contained(text)}</bdi>`
