import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { preview } from 'vite'
import { ROOT, TMP } from '../lib/root.ts'
import { readIndex, sameTitles, unlisted } from './index-page.ts'
import { brokenLinks } from './links.ts'
import { openReference, validate } from './reference.ts'

const SITE = join(TMP, 'docs')
const PORT = 4011

process.exitCode = await main(process.argv.slice(2))

/** Builds the site of the documents and the reference, or with `--check` only says what is wrong with them. */
async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => !['--check', '--serve'].includes(arg))
  if (unknown.length > 0) {
    console.error(`no option ${unknown.join(', ')}: there are --check and --serve`)
    return 2
  }
  const links = await brokenLinks()
  if (links !== undefined) console.log(links)
  const faults = [
    ...unlisted().map((file) => `${file}: docs/README.md does not link it`),
    ...sameTitles(readIndex()),
  ]
  for (const fault of faults) console.log(fault)
  const { app, project } = await openReference()
  validate(app, project)
  const faulty = () =>
    links !== undefined || faults.length > 0 || app.logger.hasErrors() || app.logger.hasWarnings()
  if (args.includes('--check')) return faulty() ? 1 : 0
  rmSync(SITE, { recursive: true, force: true })
  await app.generateDocs(project, SITE)
  console.log(`The site: ${join(SITE, 'index.html')} (npm run docs -- --serve for an address)`)
  if (args.includes('--serve')) await serve()
  return faulty() ? 1 : 0
}

/** Until Ctrl-C. */
async function serve(): Promise<void> {
  const server = await preview({
    root: ROOT,
    configFile: false,
    appType: 'mpa', // what is not there is a 404, not the first page
    logLevel: 'error',
    build: { outDir: SITE },
    preview: { host: '127.0.0.1', port: PORT },
  })
  console.log(`Served on ${server.resolvedUrls?.local[0]} (Ctrl-C ends it)`)
}
