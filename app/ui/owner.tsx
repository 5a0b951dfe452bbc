import { Badge } from '@shopify/polaris'
import { ownerName } from './owner-name.ts'

/** Who must act. People stand out from machines and outsiders. */
export function Owner({ owner }: { owner: string | null }) {
  if (owner === null) return null
  const ours = ['office', 'finance', 'warehouse', 'care'].includes(owner)
  return <Badge {...(ours ? { tone: 'attention' as const } : {})}>{ownerName(owner)}</Badge>
}
