import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../lib/root.ts'

/** The lock file has each tool for a Mac too, wherever it was written: installing by it brings nothing that it doesn't list. */
export function checkPlatforms(): string[] {
  return oneSided(readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8'))
}

/** What a lock file has for Linux alone, such as `@biomejs/cli-linux-x64`. */
export function oneSided(lock: string): string[] {
  const names = new Set([...lock.matchAll(/^ {2}'?(@?[^@'\n]+)@[^\n]*:$/gm)].map(([, name = '']) => name))
  const linux = [...names].filter((name) => /linux-x64(-gnu)?$/.test(name))
  return linux
    .map((name) => ({ name, mac: name.replace(/linux-x64(-gnu)?$/, 'darwin-arm64') }))
    .filter(({ mac }) => !names.has(mac))
    .map(({ name, mac }) => `pnpm-lock.yaml has ${name}, and no ${mac}`)
}
