/** A tenant in one mode, the unit of isolation: `tnt_01J9X…/test`. */
export type EnvironmentId = `${string}/${Mode}`
export type Mode = 'test' | 'live'
