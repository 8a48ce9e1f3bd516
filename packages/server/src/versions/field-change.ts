export type Shape = Readonly<Record<string, unknown>>

/** Told of a name that the caller's version does not have, as the path to it. */
export type Unknown = (path: readonly string[]) => void

/** What a version did to one object; each direction undoes the other. */
export interface FieldChange {
  /** The older object as the newer version has it. */
  forward(older: Shape, unknown: Unknown): Shape
  /** The newer object as the older version had it. */
  back(newer: Shape): Shape
  /** A path into the newer object, in the older one's names. */
  pathBack(path: readonly string[]): readonly string[]
}

/** The newer version calls a field by another name. */
export function renamed(older: string, newer: string): FieldChange {
  return {
    forward(shape, unknown) {
      if (Object.hasOwn(shape, newer)) unknown([newer])
      return rename(shape, older, newer)
    },
    back: (shape) => rename(shape, newer, older),
    pathBack: ([first, ...rest]) => (first === undefined ? [] : [first === newer ? older : first, ...rest]),
  }
}

/** The newer version has a field that the older one lacked. */
export function added(name: string): FieldChange {
  return {
    forward(shape, unknown) {
      if (Object.hasOwn(shape, name)) unknown([name])
      return shape
    },
    back: (shape) =>
      Object.hasOwn(shape, name)
        ? Object.fromEntries(Object.entries(shape).filter(([own]) => own !== name))
        : shape,
    pathBack: (path) => path,
  }
}

/** The change of an object in a field, or of each in a list there. `name` is the field's newer name. */
export function within(name: string, change: FieldChange): FieldChange {
  return {
    forward: (shape, unknown) =>
      inside(shape, name, (inner, at) => change.forward(inner, (path) => unknown([name, ...at, ...path]))),
    back: (shape) => inside(shape, name, (inner) => change.back(inner)),
    pathBack([first, ...rest]) {
      if (first !== name) return first === undefined ? [] : [first, ...rest]
      const [index = '', ...inner] = rest
      return /^\d+$/.test(index) ? [name, index, ...change.pathBack(inner)] : [name, ...change.pathBack(rest)]
    },
  }
}

export const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Keeps the order of the fields. */
const rename = (shape: Shape, from: string, to: string): Shape =>
  Object.hasOwn(shape, from)
    ? Object.fromEntries(Object.entries(shape).map(([name, value]) => [name === from ? to : name, value]))
    : shape

function inside(shape: Shape, name: string, change: (inner: Shape, at: readonly string[]) => Shape): Shape {
  if (!Object.hasOwn(shape, name)) return shape
  const value = shape[name]
  const changed = Array.isArray(value)
    ? value.map((entry: unknown, index) => (isShape(entry) ? change(entry, [String(index)]) : entry))
    : isShape(value)
      ? change(value, [])
      : value
  return Object.fromEntries(Object.entries(shape).map(([own, old]) => [own, own === name ? changed : old]))
}
