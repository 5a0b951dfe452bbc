/// <reference types="@shopify/ui-extensions/admin.order-index.selection-print-action.render" />
import { getExtension } from '@shopify/ui-extensions-tester'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { translator } from '../../translated.ts'

const print = getExtension('admin.order-index.selection-print-action.render', {
  configSearchDir: 'extensions/print-pick-lists',
})
beforeEach(() => {
  print.setUp()
  Object.assign(print.shopify.i18n, {
    translate: translator('extensions/print-pick-lists/locales/en.default.json'),
  })
})
afterEach(() => print.tearDown())

const order = (n: number) => ({ id: `gid://shopify/Order/${n}` })
const source = () => {
  const src = document.querySelector('s-admin-print-action')?.getAttribute('src') ?? ''
  return new URL(src, 'https://app.test').searchParams.get('orders')?.split(',') ?? []
}

test('the chosen orders stand on one list; of very many the first fifty, and that is said', async () => {
  print.shopify.data.selected = [order(1), order(2)]
  await print.render()
  await vi.waitFor(() => expect(source()).toEqual([order(1).id, order(2).id]))
  expect(document.querySelector('s-banner')).toBeNull()
  print.tearDown()
  print.setUp()
  Object.assign(print.shopify.i18n, {
    translate: translator('extensions/print-pick-lists/locales/en.default.json'),
  })
  print.shopify.data.selected = Array.from({ length: 60 }, (_, at) => order(at))
  await print.render()
  await vi.waitFor(() => expect(source()).toHaveLength(50))
  expect(document.querySelector('s-banner')?.textContent).toContain('first 50')
})
