import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  coerceInputValue,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInputType,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  typeFromAST,
  validate,
} from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { gid } from '../../../../kernel/ids.ts'
import { apiVersion } from '../send.server.ts'
import { createEvent } from './events.ts'
import { prepareForPickup } from './fulfillment-orders.ts'
import { createFulfillment, setTracking } from './fulfilments.ts'
import { holdFulfillmentOrder } from './holds.ts'
import { operationTexts } from './index.ts'
import { updateOrder } from './orders.ts'
import { processReturn } from './process-return.ts'
import { approveReturn, declineReturn, requestReturn } from './returns.ts'
import { adjustStock, countStock, setStock } from './stock.ts'

const published = (): GraphQLSchema => {
  const file = new URL(
    `../../../../../node_modules/@shopify/dev-mcp/dist/data/admin_${apiVersion}.json.gz`,
    import.meta.url,
  )
  return buildClientSchema(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')).data)
}
const id = (type: string) => gid(`gid://shopify/${type}/1`)
const tracking = { company: 'DHL Express', numbers: ['1', '2'], urls: ['https://dhl.test/1'] }
const address = {
  firstName: 'Ada',
  lastName: 'Byron',
  company: null,
  address1: '1 Pier Road',
  address2: null,
  city: 'Cork',
  provinceCode: 'CO',
  province: 'Cork',
  zip: 'T12',
  countryCode: 'IE',
  phone: null,
}

/** Every change whose variables are more than ids and a message, with everything filled in. */
const filled = [
  [
    holdFulfillmentOrder.text,
    holdFulfillmentOrder.variables({
      id: id('FulfillmentOrder'),
      hold: { reason: 'INCORRECT_ADDRESS', notes: 'no street', handle: 'ow-1' },
    }),
  ],
  [
    updateOrder.text,
    updateOrder.variables({ id: id('Order'), email: 'a@b.test', phone: '+353', shipTo: address }),
  ],
  [
    createFulfillment.text,
    createFulfillment.variables({
      orderGid: id('Order'),
      lines: [
        {
          fulfillmentOrderGid: id('FulfillmentOrder'),
          lineGid: id('FulfillmentOrderLineItem'),
          quantity: 2,
        },
      ],
      tracking,
      notifyCustomer: true,
    }),
  ],
  [setTracking.text, setTracking.variables({ id: id('Fulfillment'), tracking, notify: false })],
  [
    createEvent.text,
    createEvent.variables({
      fulfillment: id('Fulfillment'),
      status: 'IN_TRANSIT',
      happenedAt: new Date(0),
      message: 'on its way',
      estimatedDeliveryAt: new Date(1),
    }),
  ],
  [prepareForPickup.text, prepareForPickup.variables({ id: id('FulfillmentOrder') })],
  [
    requestReturn.text,
    requestReturn.variables({
      order: id('Order'),
      lines: [
        {
          fulfillmentLineItemId: id('FulfillmentLineItem'),
          quantity: 1,
          returnReasonDefinitionId: id('ReturnReasonDefinition'),
          customerNote: 'too small',
        },
      ],
    }),
  ],
  [approveReturn.text, approveReturn.variables({ id: id('Return') })],
  [declineReturn.text, declineReturn.variables({ id: id('Return'), note: 'worn' })],
  [
    processReturn.text,
    processReturn.variables({
      returnGid: id('Return'),
      locationGid: id('Location'),
      lines: [
        {
          returnLineGid: id('ReturnLineItem'),
          quantity: 1,
          dispositions: [
            {
              reverseLineGid: id('ReverseFulfillmentOrderLineItem'),
              quantity: 1,
              type: 'RESTOCKED',
            },
          ],
        },
      ],
      refunds: [{ parent: id('OrderTransaction'), amount: { minor: 1250n, currency: 'EUR' } }],
      note: 'as new',
      notifyCustomer: false,
    }),
  ],
  [
    adjustStock.text,
    adjustStock.variables({
      inventoryItemGid: id('InventoryItem'),
      locationGid: id('Location'),
      delta: -2,
      changeFrom: 7,
      reason: 'damaged',
      key: 'k',
    }),
  ],
  [
    setStock.text,
    setStock.variables({
      inventoryItemGid: id('InventoryItem'),
      locationGid: id('Location'),
      available: 5,
      changeFrom: 7,
      key: 'k',
    }),
  ],
  [countStock.text, countStock.variables({ ids: [id('InventoryItem')] })],
] as const

const titleOf = (text: string) => /(?:query|mutation) \w+/.exec(text)?.[0] ?? text

describe('what is sent to the store', () => {
  let schema: GraphQLSchema
  beforeAll(() => {
    schema = published()
  })

  test('has an operation for each call of the contract', () => {
    expect(operationTexts.length).toBeGreaterThanOrEqual(30)
    expect(new Set(operationTexts.map(titleOf)).size).toBe(operationTexts.length)
  })

  test.each(operationTexts.map((text) => [titleOf(text), text]))(
    '%s fits the published schema and uses nothing deprecated',
    (_, text) => {
      const rules = [...specifiedRules, NoDeprecatedCustomRule]
      const wrong = validate(schema, parse(text), rules)
      expect(wrong.map((one) => one.message)).toEqual([])
    },
  )

  test.each(filled.map(([text, variables]) => [titleOf(text), text, variables]))(
    '%s fills its variables as the schema wants them, with nothing deprecated',
    (_, text, variables) => {
      const wrong: string[] = []
      const [asked] = parse(text).definitions
      if (asked?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
      const declared = asked.variableDefinitions ?? []
      expect(Object.keys(variables).sort()).toEqual(
        declared.map((one) => one.variable.name.value).sort(),
      )
      for (const one of declared) {
        const type = typeFromAST(schema, one.type)
        if (!isInputType(type)) throw new Error('no such type')
        const value = Reflect.get(variables, one.variable.name.value)
        coerceInputValue(value, type, (path, _value, error) =>
          wrong.push(`${path.join('.')}: ${error.message}`),
        )
        wrong.push(...deprecatedIn(value, type))
      }
      expect(wrong).toEqual([])
    },
  )
})

function deprecatedIn(value: unknown, type: GraphQLInputType): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => deprecatedIn(each, type))
  const named = getNamedType(type)
  if (!isInputObjectType(named) || typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = named.getFields()[name]
    if (!field) return [`${named.name} has no ${name}`]
    const old = field.deprecationReason ? [`${named.name}.${name} is deprecated`] : []
    return [...old, ...deprecatedIn(inner, field.type)]
  })
}
