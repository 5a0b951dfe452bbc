import { expect, test } from 'vitest'
import { decideFirstRole, deeds, mayDo, onlyLooks, readRole, roles } from './permissions.ts'

test('an owner may do everything, and who only reads changes nothing', () => {
  for (const deed of deeds) {
    expect(mayDo('owner', deed)).toBe(true)
    if (mayDo('read_only', deed)) expect(onlyLooks(deed)).toBe(true)
  }
})

test('whoever may change something may open the page it is on', () => {
  const [seeing, changing] = [deeds.filter(onlyLooks), deeds.filter((deed) => !onlyLooks(deed))]
  for (const deed of changing) {
    const see = seeing.find((one) => one.split('.')[0] === deed.split('.')[0])
    for (const role of roles)
      if (see && mayDo(role, deed)) expect(`${role} ${see} ${mayDo(role, see)}`).toContain('true')
  }
})

test('only the owner gives roles; pickers and packers see no settings, people or privacy requests', () => {
  expect(roles.filter((role) => mayDo(role, 'people.assign'))).toEqual(['owner'])
  for (const role of ['picker', 'packer', 'care', 'read_only'] as const)
    for (const deed of ['settings.see', 'people.see', 'deliveries.see', 'audit.see'] as const)
      expect(mayDo(role, deed)).toBe(false)
})

test('the first role comes from the Shopify user; an unknown one is read as read only', () => {
  expect(decideFirstRole({ accountOwner: true, collaborator: false })).toBe('owner')
  expect(decideFirstRole({ accountOwner: false, collaborator: true })).toBe('read_only')
  expect(decideFirstRole({ accountOwner: false, collaborator: false })).toBe('office')
  expect(readRole('king')).toBe('read_only')
})
