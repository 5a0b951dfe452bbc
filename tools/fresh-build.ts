import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const marker = '.cache/built'
const makes = [
  'build/server/index.js',
  'build/worker/worker.js',
  'build/worker/planner.js',
  'build/worker/planner-host.js',
  'build/client',
]
const sources = [
  'app',
  'extensions',
  'public',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tools/build.ts',
]

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && !entry.name.includes('.test.'))
    .flatMap((entry) => filesUnder(join(path, entry.name)))
}

function digest(): string {
  const hash = createHash('sha256')
  for (const path of sources
    .filter((source) => existsSync(source))
    .flatMap(filesUnder)
    .sort())
    hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

/** Whether build/ was made from the sources as they are now. */
export const isBuilt = (): boolean =>
  makes.every((path) => existsSync(path)) &&
  existsSync(marker) &&
  readFileSync(marker, 'utf8') === digest()

/** Remembers that build/ belongs to the sources as they are now. */
export function markBuilt(): void {
  mkdirSync('.cache', { recursive: true })
  writeFileSync(marker, digest())
}
