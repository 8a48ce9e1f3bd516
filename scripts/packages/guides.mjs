// The hooks `prepack` and `postpack` of each package: `put` lays the guides that its README links beside it, for whoever has the
// tarball alone, and `take` leaves the folder as it was. In plain JavaScript, since a release may run on any Node.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const README = 'README.md'
const FOLDER = 'docs'
const SOURCE = '../../docs/'

const [act] = process.argv.slice(2)
take()
if (act === 'put') put()
else if (act !== 'take') throw new Error(`guides.mjs: put or take, not ${act}`)

function put() {
  const readme = readFileSync(README, 'utf8')
  const guides = new Set(
    [...readme.matchAll(/\]\(\.\.\/\.\.\/docs\/([\w-]+\.md)/g)].map(([, guide]) => guide),
  )
  if (guides.size === 0) return
  mkdirSync(FOLDER)
  for (const guide of guides)
    writeFileSync(join(FOLDER, guide), packed(readFileSync(join(SOURCE, guide), 'utf8'), guides))
  writeFileSync(README, readme.replaceAll(`](${SOURCE}`, `](${FOLDER}/`))
}

/** Idempotent: a pack that was interrupted is put right by the next. */
function take() {
  rmSync(FOLDER, { recursive: true, force: true })
  const readme = readFileSync(README, 'utf8')
  const restored = readme.replaceAll(`](${FOLDER}/`, `](${SOURCE}`)
  if (restored !== readme) writeFileSync(README, restored)
}

/** Without the notes for our own tools, and with a link only to what is packed too. */
function packed(text, guides) {
  const own = `../packages/${basename(process.cwd())}/${README}`
  return text
    .replaceAll(/<!--[\s\S]*?-->\n?/g, '')
    .replaceAll(/\[([^\]]+)\]\(([^)#\s]*)(#[^)\s]*)?\)/g, (link, label, target, heading = '') => {
      if (target === '' || target.startsWith('https://') || guides.has(target)) return link
      return target === own ? `[${label}](../${README}${heading})` : label
    })
}
