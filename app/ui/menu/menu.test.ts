import { expect, test } from 'vitest'
import { roles } from '../../journey/permissions.ts'
import { menuOf, tabsOf } from './menu.ts'

const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name)

test('the menu tells an order’s way in ten entries, and no page stands in it twice', () => {
  const menu = menuOf('owner', '/app')
  expect(names(menu)).toEqual([
    ...['Orders', 'Work orders', 'Pick', 'Pack', 'Ship', 'Stock'],
    ...['Returns and feedback', 'People', 'Status', 'Settings'],
  ])
  const pages = menu.flatMap(({ pages: all }) => all.map(({ to }) => to))
  expect(new Set(pages).size).toBe(pages.length)
})

test('pages that belong together are each other’s tabs; a thing’s own page has none', () => {
  const people = ['People', 'Measured floor', 'Floor devices']
  expect(names(tabsOf('office', '/app/measured'))).toEqual(people)
  expect(names(tabsOf('office', '/app/people'))).toEqual(people)
  expect(tabsOf('owner', '/app/work')).toEqual([])
  expect(tabsOf('owner', '/app/stock/019a0000-0000-7000-8000-000000000000')).toEqual([])
})

test('a role is offered what it opens, by its name where it is one page, and nobody is offered nothing', () => {
  const picker = menuOf('picker', '/app')
  expect(names(picker)).not.toContain('Settings')
  expect(names(picker)).not.toContain('People')
  expect(names(tabsOf('picker', '/app/stock'))).toEqual([
    ...['Stock', 'Goods coming in', 'Tasks of the floor', 'Bins and labels', 'Store and ledger'],
  ])
  expect(tabsOf('picker', '/app/pack')).toEqual([])
  expect(roles.filter((role) => menuOf(role, '/app').length === 0)).toEqual([])
})

test('where one is, the entry leads there, so that the admin marks it', () => {
  const people = menuOf('owner', '/app/devices').find(({ name }) => name === 'People')
  expect(people?.to).toBe('/app/devices')
})
