/// <reference types="@shopify/ui-extensions/admin.order-details.print-action.render" />
import { getExtension } from '@shopify/ui-extensions-tester'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { translator } from '../../translated.ts'

const print = getExtension('admin.order-details.print-action.render', {
  configSearchDir: 'extensions/print-pick-list',
})
beforeEach(() => {
  print.setUp()
  Object.assign(print.shopify.i18n, {
    translate: translator('extensions/print-pick-list/locales/en.default.json'),
  })
})
afterEach(() => print.tearDown())

test('what the order on the page needs is listed by the app', async () => {
  print.shopify.data.selected = [{ id: 'gid://shopify/Order/7' }]
  await print.render()
  await vi.waitFor(() =>
    expect(document.querySelector('s-admin-print-action')?.getAttribute('src')).toBe(
      '/api/pick-lists?orders=gid%3A%2F%2Fshopify%2FOrder%2F7',
    ),
  )
})
