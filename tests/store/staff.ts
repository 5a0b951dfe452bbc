/** People who work in the shop's admin; their numbers are the `sub` of id tokens. */
export const staff = [
  { id: 1, first: 'Maeve', last: 'Byrne', job: 'Owner', mail: 'maeve', owner: true },
  { id: 2, first: 'Tomasz', last: 'Nowak', job: 'Picker', mail: 'tomasz', owner: false },
  { id: 3, first: 'Aïcha', last: 'Benali', job: 'Care agent', mail: 'aicha', owner: false },
] as const

export type StaffMember = (typeof staff)[number]

export const staffName = (one: StaffMember): string => `${one.first} ${one.last}`
export const staffEmail = (one: StaffMember): string => `${one.mail}@harbour-and-pine.example.com`

/** How the admin knows a person by number; tests use numbers nobody here has. */
export function knownAs(user: number): { first: string; last: string; email: string } {
  const found = staff.find(({ id }) => id === user)
  return found
    ? { first: found.first, last: found.last, email: staffEmail(found) }
    : { first: 'Staff', last: String(user), email: `staff-${user}@example.com` }
}
