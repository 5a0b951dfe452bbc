const names: Readonly<Record<string, string>> = {
  system: 'Orderwright',
  customer: 'Customer',
  office: 'Office',
  finance: 'Finance',
  warehouse: 'Warehouse',
  partner: 'Partner',
  carrier: 'Carrier',
  care: 'Care',
}

/** A team's name as people read it. */
export const ownerName = (owner: string | null): string =>
  owner === null ? '' : (names[owner] ?? owner)
