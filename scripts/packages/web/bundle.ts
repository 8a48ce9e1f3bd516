import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import { build as vite } from 'vite'

/** Makes one module of a project's file as a user's bundler would, and says where it is. */
export type Bundler = (folder: string, file: string) => Promise<string>

/** For a page. */
export const withEsbuild: Bundler = (folder, file) => bundle(folder, file, 'page-esbuild.js', [])

/** For a Worker. */
export const forWorkerd: Bundler = (folder, file) =>
  bundle(folder, file, 'worker.js', ['workerd', 'worker', 'browser'])

export const withVite: Bundler = async (folder, file) => {
  const name = 'page-vite.js'
  await vite({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: {
      lib: { entry: join(folder, file), formats: ['es'], fileName: () => name },
      outDir: join(folder, 'dist'),
      emptyOutDir: false,
    },
  })
  return join(folder, 'dist', name)
}

async function bundle(folder: string, file: string, name: string, conditions: string[]): Promise<string> {
  const outfile = join(folder, 'dist', name)
  await esbuild({
    absWorkingDir: folder,
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
    outfile,
    ...(conditions.length > 0 ? { conditions } : {}),
  })
  return outfile
}

/** Writes a module beside the smoke stories. */
export function writeModule(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, 'smoke', name), text)
  return join('smoke', name)
}
