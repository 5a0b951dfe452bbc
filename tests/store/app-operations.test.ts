import { Kind } from 'graphql'
import { expect, test } from 'vitest'
import { operationTexts } from '../../app/providers/shop/shopify/operations/index.ts'
import { requestedCost, singleQueryLimit } from './graphql/cost.ts'
import { compile } from './graphql/documents.ts'
import { adminSchema } from './graphql/schema.ts'
import './graphql/types/index.ts'

test('the store models everything the app asks of Shopify, and none of it costs too much', () => {
  expect(operationTexts.length).toBeGreaterThan(20)
  const problems = operationTexts.flatMap((text) => {
    const made = compile(adminSchema(), text)
    if (!made.ok) return made.errors.map(({ message }) => message)
    return [...made.compiled.operations].flatMap(([name, { node, cost }]) => {
      // Page sizes that are variables: as large as Shopify gives.
      const sizes = (node.variableDefinitions ?? []).flatMap(({ variable, type }) =>
        type.kind === Kind.NON_NULL_TYPE && isInt(type.type) ? [[variable.name.value, 50]] : [],
      )
      const dear = requestedCost(cost, Object.fromEntries(sizes))
      return dear > singleQueryLimit ? [`${name} costs ${dear}`] : []
    })
  })
  expect(problems).toEqual([])
})

const isInt = (type: { readonly kind: string; readonly name?: { readonly value: string } }) =>
  type.kind === Kind.NAMED_TYPE && type.name?.value === 'Int'
