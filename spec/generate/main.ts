import { differing, write } from './files.ts'
import { outputs } from './outputs.ts'

// Writes what the contract says, or with --check names the files that say something else.
const files = await outputs()
const stale = differing(files)

if (!process.argv.includes('--check')) {
  write(files)
  console.log(`${Object.keys(files).length} files generated, ${stale.length} changed.`)
} else if (stale.length > 0) {
  console.error(`These differ from the contract; run \`npm run generate\`:\n${stale.join('\n')}`)
  process.exitCode = 1
}
