/** The frame every mutation runs in: an act, and Shopify's way of saying no. */
import type { GraphQLResolveInfo } from 'graphql'
import { Kind } from 'graphql'
import { Act } from '../act.ts'
import { invalidId, TopLevelError } from '../graphql/errors.ts'
import { type Ctx, model } from '../graphql/model.ts'
import { numberOf } from '../ids.ts'
import type { Table } from '../world.ts'

export interface UserError {
  readonly field: readonly string[] | null
  readonly message: string
  readonly code: string | null
}

/** `no('must exist', 'input.id')`; give the code where Shopify does. */
export const no = (
  message: string,
  field: string | null = null,
  code: string | null = null,
): UserError => ({ message, field: field === null ? null : field.split('.'), code })

interface Mutation {
  resolve(act: Act, args: never, ctx: Ctx, info: GraphQLResolveInfo): unknown
}

/** Adds mutations to the schema's root. Nothing is sent when one throws. */
export function mutations(all: Readonly<Record<string, Mutation['resolve']>>): void {
  for (const [name, resolve] of Object.entries(all)) {
    model<null>('Mutation', {
      [name]: (_, args: never, ctx, info) => {
        const act = new Act(ctx.world, 'app')
        const answer = resolve(act, args, ctx, info)
        act.finish()
        return answer
      },
    })
  }
}

/** The row a mutation is about. @throws RESOURCE_NOT_FOUND at the top of the answer, as Shopify does. */
export function rowOrInvalid<Row>(table: Table<Row>, id: string, type: string): Row {
  const row = find(table, id, type)
  if (row === null) throw invalidId(id)
  return row
}

export const find = <Row>(
  table: Table<Row>,
  id: string | null | undefined,
  type: string,
): Row | null => table.get(numberOf(id, type) ?? 0) ?? null

/** The key of `@idempotent(key:)` on this field; null without one. */
function idempotencyKey(info: GraphQLResolveInfo): string | null {
  for (const node of info.fieldNodes) {
    const directive = node.directives?.find((one) => one.name.value === 'idempotent')
    const value = directive?.arguments?.find((one) => one.name.value === 'key')?.value
    if (value?.kind === Kind.STRING) return value.value
    if (value?.kind === Kind.VARIABLE) {
      const given = info.variableValues[value.name.value]
      return typeof given === 'string' ? given : null
    }
  }
  return null
}

export const differentRequest = (code: string | null): UserError =>
  no('The same idempotency key was used with different parameters.', null, code)

export interface Idempotency {
  /** What the first call with this key gave; undefined when this is the first. */
  readonly before: unknown
  /** The key was used for another request. */
  readonly mismatch: boolean
  /** Keeps a plain record for calls that come again. Call it only when the work was done. */
  keep(answer: unknown): void
}

/** @throws BAD_REQUEST at the top of the answer when the field carries no `@idempotent(key:)`. */
export function idempotency(act: Act, args: unknown, info: GraphQLResolveInfo): Idempotency {
  const key = idempotencyKey(info)
  if (key === null || key === '') {
    throw new TopLevelError(
      'The @idempotent directive is required for this mutation but was not provided.',
      'BAD_REQUEST',
    )
  }
  const { idempotent } = act.world.cells
  const name = `${info.fieldName} ${key}`
  const request = JSON.stringify(args)
  const before = idempotent[name]
  return {
    before: before?.answer,
    mismatch: before !== undefined && before.request !== request,
    keep: (answer) => {
      idempotent[name] = { request, answer }
    },
  }
}
