import { describe, expect, test } from 'vitest'
import {
  ProviderAnswerUnreadable,
  ProviderRefused,
  ProviderUnavailable,
} from '../../../kernel/faults.ts'
import { StoreRefused } from './faults.ts'
import { readAnswer } from './read-answer.ts'

const read = (status: number, body: unknown, retryAfter: string | null = null) =>
  readAnswer('ReadOrder', {
    status,
    retryAfter,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const error = (code: string, message = 'told so') => ({ message, extensions: { code } })
const cost = (requested: number, available: number) => ({
  cost: {
    requestedQueryCost: requested,
    actualQueryCost: null,
    throttleStatus: { maximumAvailable: 2000, currentlyAvailable: available, restoreRate: 100 },
  },
})

describe('an answer of the store', () => {
  test('with data is data, and its cost is kept', () => {
    const answer = read(200, { data: { shop: {} }, extensions: cost(12, 1988) })
    expect(answer).toEqual({
      kind: 'data',
      data: { shop: {} },
      cost: { requested: 12, actual: null, maximum: 2000, available: 1988, restoreRate: 100 },
    })
  })

  test('that is throttled says how long the bucket needs', () => {
    const body = { errors: [error('THROTTLED')], extensions: cost(300, 100) }
    expect(read(200, body)).toMatchObject({ kind: 'throttled', waitMs: 2000 })
    expect(read(200, { errors: [error('THROTTLED')] })).toMatchObject({ waitMs: 1000 })
  })

  test('of 401 is left to whoever knows another token', () => {
    expect(read(401, { errors: '[API] Invalid API key' })).toEqual({ kind: 'unauthorized' })
  })

  test.each([429, 430, 500, 502, 503, 504, 408])('of %i leaves unknown what was done', (status) => {
    expect(() => read(status, '<html>')).toThrow(ProviderUnavailable)
  })

  test('of 429 keeps the wait the store asked for', () => {
    expect(() => read(429, '', '2.5')).toThrow(expect.objectContaining({ waitMs: 2500 }))
    expect(() => read(429, '', 'soon')).toThrow(expect.objectContaining({ waitMs: null }))
  })

  test.each(['INTERNAL_SERVER_ERROR', 'TIMEOUT'])('with %s inside a 200 is no answer', (code) => {
    expect(() => read(200, { data: null, errors: [error(code)] })).toThrow(ProviderUnavailable)
  })

  test.each(['ACCESS_DENIED', 'RESOURCE_NOT_FOUND', 'INVALID_VARIABLE', 'SHOP_INACTIVE'])(
    'with %s is a refusal in the words of the store',
    (code) => {
      const ask = () => read(200, { data: null, errors: [error(code, 'Access denied for x')] })
      expect(ask).toThrow(ProviderRefused)
      expect(ask).toThrow(
        expect.objectContaining({ reasons: ['Access denied for x'], codes: [code] }),
      )
    },
  )

  test.each(['undefinedField', 'argumentNotAccepted', 'MAX_COST_EXCEEDED'])(
    'with %s is a schema that is not the one we know',
    (code) => {
      expect(() => read(200, { errors: [error(code)] })).toThrow(ProviderAnswerUnreadable)
    },
  )

  test.each([
    ['a page', '<!doctype html><h1>Back soon</h1>'],
    ['cut off', '{"data":{"ord'],
    ['empty', ''],
    ['a list', '[]'],
    ['errors of another form', '{"errors":"no"}'],
  ])('of 200 that is %s is unreadable', (_, body) => {
    expect(() => read(200, body)).toThrow(ProviderAnswerUnreadable)
  })

  test.each([
    [402, 'frozen'],
    [403, 'forbids'],
    [404, 'no such store'],
    [423, 'locked'],
    [400, 'HTTP 400'],
  ])('of %i is a refusal that says why', (status, word) => {
    expect(() => read(status, { errors: 'Not Found' })).toThrow(StoreRefused)
    expect(() => read(status, { errors: 'Not Found' })).toThrow(word)
  })

  test('of 302 is not followed', () => {
    expect(() => read(302, '')).toThrow(ProviderAnswerUnreadable)
  })
})
