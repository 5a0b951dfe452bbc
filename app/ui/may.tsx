import { useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type Deed, mayDo, readRole } from '../journey/permissions.ts'

/** What the person at the page may do, so that it offers nothing the server would refuse. */
export function useMay(): (deed: Deed) => boolean {
  const admin: unknown = useRouteLoaderData('routes/app')
  const floor: unknown = useRouteLoaderData('routes/floor')
  const frame = admin ?? floor
  const raw = typeof frame === 'object' && frame !== null && 'role' in frame ? frame.role : ''
  const role = readRole(String(raw))
  return (deed) => mayDo(role, deed)
}

interface MayProps {
  readonly deed: Deed
  readonly children: ReactNode
  /** What the others see instead; nothing when left out. */
  readonly otherwise?: ReactNode
}

/** Its children, for those who may do it. */
export function May({ deed, children, otherwise = null }: MayProps) {
  return useMay()(deed) ? children : otherwise
}
