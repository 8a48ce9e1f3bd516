/** A part of the gate. `needs` names steps that must have passed; `alone` means that it measures time. */
export interface Step {
  name: string
  title: string
  needs?: string[]
  alone?: boolean
  run: () => Promise<Outcome>
}

/** `output` is shown when something failed. */
export interface Outcome {
  passed: number
  failed: number
  summary?: string
  output: string
}
