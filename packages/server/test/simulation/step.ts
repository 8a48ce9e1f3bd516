import { expect } from 'vitest'
import type { Answer } from '../support/contract.ts'
import { type Act, chooseAct } from './acts.ts'
import { expectAgreement } from './agreement.ts'
import type { Random } from './random.ts'
import { accept, acceptBoth, required, send, type World } from './world.ts'

/** Closes the server while requests are on their way, and opens it again over the same data. */
export type Reopen = (underWay: () => Promise<unknown>) => Promise<void>

/** The ways in which clients do things, on purpose or not, and how often. */
const manners = {
  plainly: 5,
  'with a key': 2,
  'again with its key': 2,
  'answer lost': 1,
  'lost before the commit': 1,
  'two at once': 3,
  'one key twice at once': 1,
} as const
type Manner = keyof typeof manners | 'as the server closed'

const mannerNames = (Object.keys(manners) as (keyof typeof manners)[]) // the keys of a closed literal
  .flatMap((name) => Array<keyof typeof manners>(manners[name]).fill(name))

/** A key is forgotten 72 hours after its first request. */
const KEPT_HOURS = 70

/** One act in one manner; what came of it is as the model says. */
export async function takeStep(world: World, random: Random, reopen: Reopen | null): Promise<void> {
  const act = chooseAct(world.model, random)
  const manner = reopen === null ? chooseManner(act, random) : 'as the server closed'
  world.trace.push(`${manner}: ${JSON.stringify(act)}`)
  const key = `key-${world.trace.length}`
  if (manner === 'plainly') accept(world, act, await send(world, act))
  else if (manner === 'with a key') remember(world, { act, key }, await send(world, act, { key }))
  else if (manner === 'again with its key') await replay(world, random)
  else if (manner === 'answer lost') await loseAnswer(world, act, key)
  else if (manner === 'lost before the commit') await loseRequest(world, act, key)
  else if (manner === 'two at once') await sendTwo(world, act, random)
  else if (manner === 'one key twice at once') await sendKeyTwice(world, act, key)
  else await sendWhileClosing(world, { act, key }, reopen)
}

function chooseManner(act: Act, random: Random): Manner {
  const manner = random.pick(mannerNames)
  // The clock's advance spans several transactions: its tests tell what becomes of one that is cut off.
  return act.kind === 'advance' && manner !== 'with a key' ? 'plainly' : manner
}

interface Keyed {
  readonly act: Act
  readonly key: string
}

function remember(world: World, { act, key }: Keyed, answer: Answer | null): void {
  accept(world, act, answer)
  const heard = required(answer)
  if (isStored(heard)) world.answered.push({ act, key, answer: heard, hours: world.model.hours })
}

const isStored = ({ status }: Answer): boolean => status < 300 || status === 409

/** An old key with its body: the old answer, and nothing else happens. */
async function replay(world: World, random: Random): Promise<void> {
  const kept = world.answered.filter(({ act, hours }) => {
    const wait = act.kind === 'advance' ? act.hours : 0
    return world.model.hours + wait - hours < KEPT_HOURS
  })
  if (kept.length === 0) return
  const { act, key, answer } = random.pick(kept)
  expectReplay(await send(world, act, { key }), answer)
  world.count('replay')
}

/** The work is done, but the client doesn't hear of it and asks again. */
async function loseAnswer(world: World, act: Act, key: string): Promise<void> {
  const first = await send(world, act, { key, fault: 'after_commit' })
  const second = required(await send(world, act, { key }))
  // What was refused before it came to the books was answered.
  if (first === null) expect(second.headers.get('Idempotent-Replayed')).toBe('true')
  else expect(isStored(first)).toBe(false)
  remember(world, { act, key }, second)
  if (first === null) world.count('lost answer')
}

/** Nothing was done, and nothing is remembered. */
async function loseRequest(world: World, act: Act, key: string): Promise<void> {
  const first = await send(world, act, { key, fault: 'before_commit' })
  await expectAgreement(world.tenant, world.model)
  const second = required(await send(world, act, { key }))
  expect(second.headers.get('Idempotent-Replayed')).toBeNull()
  remember(world, { act, key }, second)
  if (first === null) world.count('lost request')
}

/** The same act twice, or with it another one, which often is for the same invoice. */
async function sendTwo(world: World, act: Act, random: Random): Promise<void> {
  const any = random.chance(0.5) ? act : chooseAct(world.model, random)
  const other = any.kind === 'advance' ? act : any
  world.trace.push(`${world.trace.pop()} and ${JSON.stringify(other)}`)
  await acceptBoth(world, [act, other], await Promise.all([send(world, act), send(world, other)]))
}

async function sendKeyTwice(world: World, act: Act, key: string): Promise<void> {
  const answers = await Promise.all([send(world, act, { key }), send(world, act, { key })])
  const [one, other] = answers.map(required).sort((a, b) => Number(isReplay(a)) - Number(isReplay(b)))
  if (one === undefined || other === undefined) throw new Error('Two requests have two answers.')
  remember(world, { act, key }, one)
  if (!isStored(one)) return
  expect(isReplay(one)).toBe(false)
  expectReplay(other, one)
  world.count('one key twice at once')
}

async function sendWhileClosing(world: World, { act, key }: Keyed, reopen: Reopen | null): Promise<void> {
  // An answer that the closing kept back, and one that came: the key knows.
  await reopen?.(() => send(world, act, { key }))
  remember(world, { act, key }, await send(world, act, { key }))
  world.count('reopen')
}

function expectReplay(answer: Answer | null, original: Answer): void {
  const { status, body } = required(answer)
  expect({ status, body, replayed: isReplay(required(answer)) }).toEqual({
    status: original.status,
    body: original.body,
    replayed: true,
  })
}

const isReplay = ({ headers }: Answer): boolean => headers.get('Idempotent-Replayed') === 'true'
