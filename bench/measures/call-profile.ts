import { withAnswers } from '../lib/answers.ts'
import { withProcesses } from '../lib/own-process.ts'
import { OURS, type Row, tell } from '../lib/row.ts'

// Where the microseconds of a call go: what a bar over a client's CPU can still ask of the client.

await withAnswers((origin) =>
  withProcesses([OURS, 'node:http', 'fetch'], origin, async (clients) => {
    const rows: Row[] = []
    for (const client of clients) {
      const { places } = await client.run({ calls: 60_000, concurrency: 32, profile: true })
      const dearest = Object.entries(places).sort(([, a], [, b]) => b - a)
      for (const [place, value] of dearest)
        rows.push({
          measure: 'CPU a call of the main thread, 32 at once',
          name: `${client.name}: ${place}`,
          value,
          unit: 'µs',
        })
    }
    tell(rows)
  }),
)
