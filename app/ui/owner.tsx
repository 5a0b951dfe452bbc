import { Badge } from '@shopify/polaris'

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

export const ownerName = (owner: string | null): string =>
  owner === null ? '' : (names[owner] ?? owner)

/** Who must act. People stand out from machines and outsiders. */
export function Owner({ owner }: { owner: string | null }) {
  if (owner === null) return null
  const ours = ['office', 'finance', 'warehouse', 'care'].includes(owner)
  return <Badge {...(ours ? { tone: 'attention' as const } : {})}>{ownerName(owner)}</Badge>
}
