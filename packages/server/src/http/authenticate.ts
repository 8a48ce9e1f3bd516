import { type LocatedKey, locateApiKey } from '../kit/api-key.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal, type RefusalFacts } from '../kit/errors.ts'
import { type ActiveApiKey, findActiveApiKey, touchApiKey } from '../operations/api-key.ts'
import type { Actor } from './actor.ts'
import { allowAnyOrigin } from './cors.ts'
import type { Services, Stage } from './exchange.ts'
import { countRefusedAddress } from './rate-limit.ts'
import { speakVersion } from './version.ts'

/** `Authorization: Bearer <key>`: finds the key where it says it lives. */
export function authenticate(services: Services): Stage {
  return async (c, next) => {
    const bearer = readBearer(c.req.header('Authorization'))
    const actor = bearer === null ? null : await findActor(services, bearer)
    if (actor === null) {
      await countRefusedAddress(services, c)
      throw new Refusal('unauthorized', bearer === null ? noKey : unknownKey)
    }
    c.set('actor', actor)
    speakVersion(services, c, actor.apiVersion)
    if (actor.kind === 'publishable') allowAnyOrigin(c)
    await next()
  }
}

/** What stands behind `Bearer`, be it a key or not. */
const readBearer = (header = ''): string | null => /^Bearer +(\S.*)$/i.exec(header)?.[1] ?? null

const noKey: RefusalFacts = {
  detail: 'No API key came with this request: send it as `Authorization: Bearer <key>`.',
}

/** Alike for each that opens nothing: which of them there were is nobody's to learn. */
const unknownKey: RefusalFacts = {
  detail:
    'This API key is not known here: it was not copied whole, was revoked, has expired, or belongs to another server.',
  invalidToken: true,
}

async function findActor(services: Services, bearer: string): Promise<Actor | null> {
  const { store } = services
  const located = locateApiKey(bearer)
  if (located === null) return null
  if (!(await store.platform.hasEnvironment(located.environment))) return null
  const key = await store.read(located.environment, (tx) => findActiveApiKey(tx, located.hash))
  if (key === null) return null
  if (key.unusedForMs > LAST_USED_EVERY_MS) noteUse(services, located.environment, key)
  return actorOf(key, located, bearer)
}

/** `last_used_at` is kept to the minute, off the request's own path. */
const LAST_USED_EVERY_MS = 60_000

function noteUse({ store, tasks }: Services, environment: EnvironmentId, key: ActiveApiKey): void {
  tasks.background(
    'noting the use of a key',
    store.transaction(environment, (tx) => touchApiKey(tx, key.id)),
  )
}

function actorOf(key: ActiveApiKey, located: LocatedKey, bearer: string): Actor {
  return {
    keyId: key.id,
    kind: key.kind,
    mode: located.mode,
    apiVersion: key.apiVersion,
    scopes: key.scopes,
    tenantIds: key.tenantIds,
    homeTenantId: located.tenantId,
    bearer,
  }
}
