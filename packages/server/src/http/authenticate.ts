import { type LocatedKey, locateApiKey } from '../kit/api-key.ts'
import type { EnvironmentId } from '../kit/environment.ts'
import { Refusal } from '../kit/errors.ts'
import { type ActiveApiKey, findActiveApiKey, touchApiKey } from '../operations/api-key.ts'
import type { Actor } from './actor.ts'
import { allowAnyOrigin } from './cors.ts'
import type { Services, Stage } from './exchange.ts'
import { countRefusedAddress } from './rate-limit.ts'
import { speakVersion } from './version.ts'

/** `Authorization: Bearer <key>`: finds the key where it says it lives. */
export function authenticate(services: Services): Stage {
  return async (c, next) => {
    const actor = await findActor(services, c.req.header('Authorization'))
    if (actor === null) {
      await countRefusedAddress(services, c)
      throw new Refusal('unauthorized')
    }
    c.set('actor', actor)
    speakVersion(services, c, actor.apiVersion)
    if (actor.kind === 'publishable') allowAnyOrigin(c)
    await next()
  }
}

async function findActor(services: Services, header: string | undefined): Promise<Actor | null> {
  const { store } = services
  const bearer = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
  const located = bearer === undefined ? null : locateApiKey(bearer)
  if (bearer === undefined || located === null) return null
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
