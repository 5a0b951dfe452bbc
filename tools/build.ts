import { existsSync, readdirSync } from 'node:fs'
import { build } from 'esbuild'
import { build as viteBuild } from 'vite'
import { isBuilt, markBuilt } from './fresh-build.ts'
import { packFiles } from './pack-files.ts'

/** Builds web (client and server), worker, planner threads and extensions into build/. */
export async function buildAll(): Promise<void> {
  process.env['NODE_ENV'] = 'production'
  await viteBuild({ logLevel: 'error' })
  await packFiles('build/client')
  await viteBuild({ logLevel: 'error', build: { ssr: true } })
  await buildWorker('build/worker')
  await buildExtensions()
}

/** The worker and its planners, into a folder named `worker`. */
export async function buildWorker(outdir: string): Promise<void> {
  await build({
    entryPoints: {
      worker: 'app/worker.ts',
      planner: 'app/planner.ts',
      'planner-host': 'app/planner-host.ts',
    },
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'warning',
  })
}

/** Each UI extension as one file, as Shopify's CLI would upload it: build/extensions/<handle>.js. */
export async function buildExtensions(): Promise<void> {
  const handles = readdirSync('extensions', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`extensions/${entry.name}/src/index.tsx`))
    .map((entry) => entry.name)
  await build({
    entryPoints: Object.fromEntries(
      handles.map((handle) => [handle, `extensions/${handle}/src/index.tsx`]),
    ),
    outdir: 'build/extensions',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env': '{}' },
    logLevel: 'warning',
  })
}

// `--if-needed` leaves a build alone that was made from these very sources.
if (import.meta.main && !(process.argv.includes('--if-needed') && isBuilt())) {
  await buildAll()
  markBuilt()
}
