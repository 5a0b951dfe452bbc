import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { buildClientSchema, getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { apiVersion } from '../send.server.ts'
import { operationTexts } from './index.ts'

const root = '../../../../..'
const at = (path: string) => new URL(`${root}/${path}`, import.meta.url)
const file = JSON.parse(
  gunzipSync(
    readFileSync(at(`node_modules/@shopify/dev-mcp/dist/data/admin_${apiVersion}.json.gz`)),
  ).toString('utf8'),
)

/** Shopify's words on who may see a type or a field, which the specification of GraphQL knows nothing of. */
const access = z.string().nullish()
const told = z
  .object({
    __schema: z.object({
      types: z.array(
        z.object({
          name: z.string(),
          requiredAccess: access,
          fields: z.array(z.object({ name: z.string(), requiredAccess: access })).nullish(),
        }),
      ),
    }),
  })
  .parse(file.data)
const needs = new Map<string, string>()
for (const type of told.__schema.types) {
  if (type.requiredAccess) needs.set(type.name, type.requiredAccess)
  for (const field of type.fields ?? [])
    if (field.requiredAccess) needs.set(`${type.name}.${field.name}`, field.requiredAccess)
}

const toml = readFileSync(at('shopify.app.toml'), 'utf8')
const scopes = new Set(/^scopes = "([^"]+)"/m.exec(toml)?.[1]?.split(','))
/** Bulk operations ask for a kind of token, not for a scope: ours is an offline one. */
const aboutTokens = /^Only accessible by supported access tokens/
const covered = (wanted: string): boolean =>
  aboutTokens.test(wanted) ||
  [...(wanted.split('Also:')[0] ?? '').matchAll(/`(\w+)`/g)].some(
    ([, scope = '']) => scopes.has(scope) || scopes.has(`read_${scope}`),
  )

test('everything that is asked of the store lies within the scopes the app asks for', () => {
  const schema = buildClientSchema(file.data)
  const lacking: string[] = []
  const seen = new Set<string>()
  for (const text of operationTexts) {
    const types = new TypeInfo(schema)
    visit(
      parse(text),
      visitWithTypeInfo(types, {
        Field() {
          const field = `${types.getParentType()?.name}.${types.getFieldDef()?.name}`
          const type = getNamedType(types.getType())?.name ?? ''
          for (const what of [field, type]) {
            const wanted = needs.get(what)
            if (wanted === undefined) continue
            seen.add(what)
            if (!covered(wanted)) lacking.push(`${what}: ${wanted}`)
          }
        },
      }),
    )
  }
  expect(seen.size).toBeGreaterThan(20)
  expect(lacking).toEqual([])
})
