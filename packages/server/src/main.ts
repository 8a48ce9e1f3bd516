#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { runCommand } from './cli.ts'

// Whoever read our words may have gone: `bahi-server 2>&1 | head -1`.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const { values, positionals } = readArguments()
try {
  await runCommand(values, positionals)
} catch (error) {
  // what an operator can mend is told in one line; the stack helps whoever reports a bug
  process.stderr.write(`bahi: ${error instanceof Error ? error.message : String(error)}\n`)
  if (process.env.BAHI_DEBUG !== undefined && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exit(1)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '4010' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        'database-url': { type: 'string' },
        'public-url': { type: 'string' },
        'smtp-url': { type: 'string' },
        'mail-from': { type: 'string' },
        'delivery-timeout-ms': { type: 'string' },
        'no-rate-limit': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        name: { type: 'string' },
        currency: { type: 'string' },
        state: { type: 'string' },
        'time-zone': { type: 'string' },
        key: { type: 'string' },
        home: { type: 'string' },
        tenant: { type: 'string' },
        mode: { type: 'string' },
        kind: { type: 'string' },
        scopes: { type: 'string' },
      },
    })
  } catch (error) {
    process.stderr.write(`bahi: ${argumentFault(error)}\nSee --help.\n`)
    process.exit(2)
  }
}

function argumentFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const unknown = /^Unknown option '([^']+)'/.exec(message)?.[1]
  return unknown === undefined ? message : `There is no flag ${unknown}.`
}
