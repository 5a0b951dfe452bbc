import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql'
import { guardScalars } from './scalars.ts'

const published = new URL(
  '../../../node_modules/@shopify/dev-mcp/dist/data/admin_2026-07.json.gz',
  import.meta.url,
)

/** The version whose schema is executed, and the ones the store answers to. */
export const schemaVersion = '2026-07'
export const knownVersions = ['2025-10', '2026-01', '2026-04', '2026-07', '2026-10', 'unstable']

let schema: GraphQLSchema | null = null

/** Shopify's published Admin schema; built once in a process (about 0.2 s). */
export function adminSchema(): GraphQLSchema {
  if (schema !== null) return schema
  const file: { readonly data: IntrospectionQuery } = JSON.parse(
    gunzipSync(readFileSync(published)).toString('utf8'),
  )
  schema = buildClientSchema(file.data, { assumeValid: true })
  guardScalars(schema)
  return schema
}
