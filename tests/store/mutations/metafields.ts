import type { Act } from '../act.ts'
import { fullNamespace, metafieldsOf } from '../graphql/types/metafield.ts'
import { nodeById } from '../graphql/types/node.ts'
import type { MetafieldRecord } from '../records/catalogue.ts'
import { mutations, no, type UserError } from './mutation.ts'

export interface MetafieldInput {
  readonly namespace?: string | null
  readonly key?: string | null
  readonly type?: string | null
  readonly value?: string | null
}

/** Sets one metafield of an owner; a known one keeps its type unless another is given. */
export function setMetafield(act: Act, ownerGid: string, input: MetafieldInput): MetafieldRecord {
  const namespace = fullNamespace(input.namespace)
  const key = input.key ?? ''
  const known = metafieldsOf(act.world, ownerGid).find(
    (one) => one.namespace === namespace && one.key === key,
  )
  if (known !== undefined) {
    known.value = input.value ?? ''
    known.metafieldType = input.type ?? known.metafieldType
    known.updatedAt = act.at
    return known
  }
  const made: MetafieldRecord = {
    type: 'Metafield',
    id: act.id(),
    ownerGid,
    namespace,
    key,
    metafieldType: input.type ?? 'single_line_text_field',
    value: input.value ?? '',
    createdAt: act.at,
    updatedAt: act.at,
  }
  act.world.metafields.set(made.id, made)
  return made
}

interface SetInput extends MetafieldInput {
  readonly ownerId: string
}

mutations({
  metafieldsSet: (act, { metafields }: { readonly metafields: readonly SetInput[] }, ctx) => {
    const userErrors: (UserError & { readonly elementIndex: number | null })[] = []
    for (const [at, one] of metafields.entries()) {
      const wrong = (message: string, field: string, code: string) =>
        userErrors.push({ ...no(message, `metafields.${at}.${field}`, code), elementIndex: at })
      if (nodeById(ctx, one.ownerId) === null) wrong('Owner does not exist.', 'ownerId', 'INVALID')
      if (!one.key) wrong("Key can't be blank.", 'key', 'BLANK')
      if (!one.value) wrong("Value can't be blank.", 'value', 'BLANK')
    }
    if (userErrors.length > 0) return { metafields: null, userErrors }
    return {
      metafields: metafields.map((one) => setMetafield(act, one.ownerId, one)),
      userErrors,
    }
  },
})
