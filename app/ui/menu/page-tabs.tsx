import { Link, useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { Role } from '../../journey/permissions.ts'
import { tabsOf } from './menu.ts'

/**
 * The pages that belong together, above each of them. Plain links made by the server: nothing is measured
 * and moved once the page is there, as Polaris's own actions are.
 */
export function PageTabs({ role }: { readonly role: Role }) {
  const here = useLocation().pathname.replace(/\/$/, '')
  const row = useRef<HTMLElement>(null)
  // On a phone the row is wider than the window: the tab one is at has to be seen.
  useEffect(() => {
    const at = row.current?.querySelector<HTMLElement>(`[href="${here}"]`)
    if (row.current && at) row.current.scrollLeft = at.offsetLeft - row.current.clientWidth / 3
  }, [here])
  const tabs = tabsOf(role, here)
  if (tabs.length === 0) return null
  return (
    <nav ref={row} className="ow-tabs" aria-label="Pages beside this one">
      {tabs.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          className="ow-tab"
          {...(to === here ? { 'aria-current': 'page' as const } : {})}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
