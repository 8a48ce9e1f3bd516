import { readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import type { Row } from './row.ts'

/** The rows as a table in Markdown, measure by measure. */
export function tableOf(rows: readonly Row[]): string {
  const measures = [...new Set(rows.map(({ measure }) => measure))]
  const ordered = measures.flatMap((measure) => rows.filter((row) => row.measure === measure))
  const lines = ordered.map(({ measure, name, value, unit, spread, bar }) => [
    measure,
    name,
    `${shown(value)}${unit === '' ? '' : ` ${unit}`}`,
    spread === undefined ? '' : `${shown(spread[0])}–${shown(spread[1])}`,
    bar === undefined ? '' : `${bar}: ${meets(value, bar) ? 'met' : '**not met**'}`,
  ])
  const head = ['measure', 'of', 'value', 'middle half of the rounds', 'bar']
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const shown = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1)

/** Whether a value keeps to a bar such as `<= 0.50`. */
function meets(value: number, bar: string): boolean {
  const [sign, bound] = bar.split(' ')
  return sign === '<=' ? value <= Number(bound) : value >= Number(bound)
}

/** What the table was measured on and with. */
export function circumstances(folder: string, peers: readonly string[]): string {
  const versions = peers.map((name) => `${name} ${versionOf(folder, name)}`)
  const date = new Date().toISOString().slice(0, 10)
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`
  return `${date}, Node ${process.version}, ${machine}. ${versions.join(', ')}.`
}

function versionOf(folder: string, name: string): string {
  const text = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
  // Every package has a version.
  return (JSON.parse(text) as { version: string }).version
}
