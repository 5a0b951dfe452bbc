import { z } from 'zod'
import { type Gid, gid } from '../../../../kernel/ids.ts'
import { gidShape } from '../shapes.ts'

/** An id as deliveries write it: a number, a text of digits (see parseBody), or already a gid. */
const bare = z.union([
  z.number().int().nonnegative(),
  z.string().regex(/^\d+$/),
  z.string().regex(/^gid:\/\/shopify\/\w+\/[\w.?=&%-]+$/),
])

export const idOf = (type: string) =>
  bare.transform((raw): Gid => {
    const text = String(raw)
    return gid(text.startsWith('gid:') ? text : `gid://shopify/${type}/${text}`)
  })

/** The thing a body is about: its gid where it is told, else its number, made into one. */
export const thing = (type: string) =>
  z
    .object({ admin_graphql_api_id: gidShape.nullish(), id: idOf(type).nullish() })
    .transform((body) => body.admin_graphql_api_id ?? body.id ?? null)
