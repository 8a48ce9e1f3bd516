import createFetchClient from 'openapi-fetch'
import { type CallContext, LightRequest, type LightResponse } from './light.ts'
import type { OutgoingInput } from './outgoing.ts'

/** Sends through openapi-fetch, which builds URL and body from the contract's template. */
export type Door = (
  method: string,
  path: string,
  input: OutgoingInput,
  call: CallContext,
) => Promise<LightResponse>

/**
 * openapi-fetch with its two costly parts replaced: the `Request` it constructs for each call, and the fetch that it
 * captures at construction. Retries live in `send`: its middleware can't send again.
 */
export function openDoor(send: (request: LightRequest) => Promise<LightResponse>): Door {
  const client = createFetchClient({
    Request: LightRequest,
    fetch: send,
    // Its own serializer asks for FormData on each call.
    bodySerializer: JSON.stringify,
  } as object) as unknown as Untyped // LightRequest and LightResponse are what it reads of Request and Response
  return async (method, path, { path: parameters, query, body }, call) => {
    const params = { path: parameters, query }
    const { response } = await client.request(method, path, { params, body, parseAs: 'stream', call })
    return response
  }
}

// Its types are inferred from the contract; so are those of `Client`, which has checked the call already.
interface Untyped {
  request(method: string, path: string, init: object): Promise<{ response: LightResponse }>
}
