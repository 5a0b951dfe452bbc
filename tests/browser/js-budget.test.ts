/** How much JavaScript a page may need, entry and shared parts included, by the manifest of the build. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { z } from 'zod'

/** Bytes packed by gzip, as a page is sent; docs/growth.md says why so much. */
const budgets: readonly (readonly [RegExp, number])[] = [
  [/^routes\/(app|floor)\.pick\.\$tour$/, 205_000],
  [/^routes\/app\.orders\.new$/, 190_000],
  [/^routes\/app\.(settings|orders\._index)$/, 180_000],
  [/^routes\/(app|floor)\b/, 165_000],
  [/./, 90_000],
]

const imports = z.array(z.string()).optional()
const shape = z.object({
  entry: z.object({ module: z.string(), imports }),
  routes: z.record(
    z.string(),
    z.object({ id: z.string(), parentId: z.string().optional(), module: z.string(), imports }),
  ),
})
type Manifest = z.infer<typeof shape>

const assets = 'build/client/assets'
function readManifest(): Manifest {
  const file = readdirSync(assets).find((name) => /^manifest-.*\.js$/.test(name)) ?? ''
  const text = readFileSync(join(assets, file), 'utf8')
  return shape.parse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)))
}

const sizes = new Map<string, number>()
function packedBytes(url: string): number {
  const [path = ''] = url.replace(/^\/?assets\//, '').split(/[?#]/)
  const known = sizes.get(path) ?? gzipSync(readFileSync(join(assets, path))).length
  sizes.set(path, known)
  return known
}

/** What a first visit to a route loads: the entry, the route and all it lies in, and what these import. */
function bytesOf({ entry, routes }: Manifest, id: string): number {
  const files = new Set([entry.module, ...(entry.imports ?? [])])
  for (let at = routes[id]; at; at = routes[at.parentId ?? ''])
    for (const file of [at.module, ...(at.imports ?? [])]) files.add(file)
  return [...files].reduce((sum, file) => sum + packedBytes(file), 0)
}

test('no page needs more JavaScript than its budget', () => {
  const manifest = readManifest()
  const pages = Object.keys(manifest.routes)
  expect(pages.filter((id) => id.startsWith('routes/app.')).length).toBeGreaterThan(30)
  const over = pages.flatMap((id) => {
    const budget = budgets.find(([which]) => which.test(id))?.[1] ?? 0
    const bytes = bytesOf(manifest, id)
    return bytes > budget ? [`${id}: ${bytes} of ${budget} bytes`] : []
  })
  expect(over).toEqual([])
})
