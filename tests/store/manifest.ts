/** What the app says of itself in shopify.app.toml, as Shopify reads it when the app is deployed. */
import { readFileSync } from 'node:fs'

export interface Manifest {
  /** Granted with every token. */
  readonly scopes: readonly string[]
  /** Only these are delivered; the compliance topics among them. */
  readonly topics: readonly string[]
}

const words = (text: string): readonly string[] =>
  [...text.matchAll(/"([^"]+)"/g)].flatMap(([, word]) => (word === undefined ? [] : [word]))

/** @throws when the file is not there, or names no scopes or no topics. */
export function readManifest(file: string | URL): Manifest {
  const text = readFileSync(file, 'utf8').replace(/^\s*#.*$/gm, '')
  const scopes = /^\s*scopes\s*=\s*"([^"]*)"/m.exec(text)?.[1]?.split(',') ?? []
  const topics = [...text.matchAll(/^\s*(?:compliance_)?topics\s*=\s*\[([^\]]*)\]/gm)]
    .map(([, list = '']) => list)
    .flatMap(words)
  if (scopes.length === 0) throw new Error(`${file} names no scopes`)
  if (topics.length === 0) throw new Error(`${file} subscribes to no webhook topics`)
  return { scopes: scopes.map((one) => one.trim()), topics }
}
