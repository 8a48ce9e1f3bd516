let count = 0

/** Prints a numbered step; `shows` adds a fact under it. */
export function step(title: string) {
  count += 1
  console.log(`${count === 1 ? '' : '\n'}${count}. ${title}`)
  const facts = {
    shows(name: string, value: string | null) {
      console.log(`   ${name.padEnd(16)} ${value ?? '–'}`)
      return facts
    },
  }
  return facts
}
