/** Types tell of a name that is none; to tell it again would need all names in every bundle. */
export function requireKnown(_who: string, _given: object, _names: object): void {}

export function requireObject(_who: string, _given: unknown): void {}

export function requireSignals(_call: unknown): void {}
