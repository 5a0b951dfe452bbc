/** Input of Shopify's own scalars: a value that is none is refused like any bad variable. */
import { type GraphQLScalarType, type GraphQLSchema, isScalarType } from 'graphql'

const isTime = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))
const isDecimal = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value))
const isUrl = (value: unknown): boolean => typeof value === 'string' && URL.parse(value) !== null
const isCount = (value: unknown): boolean =>
  (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) ||
  (typeof value === 'string' && /^\d+$/.test(value))

const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
  Date: isTime,
  DateTime: isTime,
  Decimal: isDecimal,
  Money: isDecimal,
  UnsignedInt64: isCount,
  URL: isUrl,
}

function guard(type: GraphQLScalarType, isGood: (value: unknown) => boolean): void {
  type.parseValue = (value) => {
    if (isGood(value)) return value
    throw new TypeError(`${type.name} cannot represent value: ${JSON.stringify(value)}`)
  }
}

/** Gives the scalars of a schema built from introspection the checks it does not carry. */
export function guardScalars(schema: GraphQLSchema): void {
  for (const [name, isGood] of Object.entries(checks)) {
    const type = schema.getType(name)
    if (isScalarType(type)) guard(type, isGood)
  }
}
