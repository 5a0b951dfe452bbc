import { describe, expect, test } from 'vitest'
import { gid } from '../../../kernel/ids.ts'
import { decideDeliveryKind } from './delivery-kind.ts'
import { isThere } from './request-standing.ts'
import { hasKey, noteWithKey, reasonFor } from './return-note.ts'
import { cutMoney } from './shapes.ts'
import { idempotencyKey } from './stock.server.ts'
import { gramsOf } from './text.ts'

describe('how an order reaches its customer', () => {
  const line = (requiresShipping: boolean, quantity = 1) => ({ requiresShipping, quantity })
  test.each([
    ['digital', [line(false), line(false)], [], true],
    ['digital', [line(false), line(true, 0)], ['SHIPPING'], true],
    ['shipping', [line(true)], ['SHIPPING'], false],
    ['shipping', [line(true)], ['PICK_UP', 'SHIPPING'], false],
    ['shipping', [line(true)], ['LOCAL', 'NONE'], false],
    ['pickup', [line(true), line(false)], ['PICK_UP', 'NONE'], true],
    ['pickup', [line(true)], ['RETAIL'], false],
    ['shipping', [line(true)], [], true],
    ['unknown', [line(true)], [], false],
    ['unknown', [], [], false],
  ] as const)('is %s (%#)', (kind, lines, methods, hasShipTo) => {
    expect(decideDeliveryKind({ lines, methods, hasShipTo })).toBe(kind)
  })
})

describe('a return', () => {
  const reasons = [
    ['1', 'size_too_small', 'Size was too small'],
    ['2', 'other', 'Other'],
    ['3', 'unwanted', 'Unwanted', true],
  ].map(([number, handle, name, deleted]) => ({
    id: gid(`gid://shopify/ReturnReasonDefinition/${number}`),
    handle: String(handle),
    name: String(name),
    deleted: deleted === true,
  }))

  test.each([
    ['SIZE_TOO_SMALL', '1'],
    ['Size was too small', '1'],
    ['unwanted', '2'],
    ['it itches', '2'],
  ])('for the reason "%s" gets the one the store has', (word, number) => {
    expect(reasonFor(word, reasons)).toBe(`gid://shopify/ReturnReasonDefinition/${number}`)
  })

  test('has no reason at a store without any', () => {
    expect(reasonFor('other', [])).toBeNull()
  })

  test('carries our key in the last line of a note of at most 300 characters', () => {
    const note = noteWithKey('too small. '.repeat(50), 'return:7')
    expect(note.length).toBeLessThanOrEqual(300)
    expect(hasKey(note, 'return:7')).toBe(true)
    expect(hasKey(noteWithKey('', 'return:7'), 'return:7')).toBe(true)
    expect(hasKey(note, 'return:17')).toBe(false)
    expect(hasKey('my return:17', 'return:7')).toBe(false)
    expect(hasKey('mean-return:7', 'return:7')).toBe(false)
    expect(hasKey(null, 'return:7')).toBe(false)
  })
})

test('a stop that was turned down can be asked for again', () => {
  const standing = (requestStatus: string, cancellationPending = false) => ({
    status: 'IN_PROGRESS',
    requestStatus,
    cancellationPending,
  })
  expect(isThere('submitCancellation', standing('ACCEPTED'))).toBe(false)
  expect(isThere('submitCancellation', standing('ACCEPTED', true))).toBe(true)
  expect(isThere('rejectCancellation', standing('CANCELLATION_REJECTED', true))).toBe(false)
  expect(isThere('rejectCancellation', standing('CANCELLATION_REJECTED'))).toBe(true)
  expect(isThere('acceptRequest', standing('CANCELLATION_REJECTED'))).toBe(true)
  expect(isThere('submitRequest', standing('REJECTED'))).toBe(false)
})

test('amounts with more digits than the currency are cut', () => {
  expect(cutMoney('10.3333333', 'EUR')).toEqual({ minor: 1033n, currency: 'EUR' })
  expect(cutMoney('1600.0', 'JPY')).toEqual({ minor: 1600n, currency: 'JPY' })
  expect(cutMoney('-0.5', 'KWD')).toEqual({ minor: -500n, currency: 'KWD' })
})

test('weights of every unit are grams', () => {
  expect(gramsOf({ unit: 'KILOGRAMS', value: 1.5 })).toBe(1500)
  expect(gramsOf({ unit: 'POUNDS', value: 1 })).toBe(454)
  expect(gramsOf({ unit: 'OUNCES', value: 2 })).toBe(57)
  expect(gramsOf(null)).toBe(0)
  expect(() => gramsOf({ unit: 'STONES', value: 1 })).toThrow(RangeError)
})

test('the same key of ours is always the same uuid', () => {
  expect(idempotencyKey('a')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(idempotencyKey('a')).toBe(idempotencyKey('a'))
  expect(idempotencyKey('a')).not.toBe(idempotencyKey('b'))
})
