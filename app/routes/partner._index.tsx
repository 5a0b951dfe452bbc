import type { LoaderFunctionArgs } from '@remix-run/node'
import { countRequests, listRequests, type RequestGroup } from '../stages/handoff/index.server.ts'
import { portalPage } from '../ui/partner/portal-page.server.tsx'
import { RequestList } from '../ui/partner/request-list.tsx'
import { portalVisitor } from '../wiring/portal-door.server.ts'
import { stateShown } from '../wiring/portal-words.ts'
import { services } from '../wiring/services.server.ts'

const groups: Readonly<Record<RequestGroup, string>> = {
  answer: 'To answer',
  ship: 'To ship',
  done: 'Done',
}
const isGroup = (raw: string | null): raw is RequestGroup =>
  raw !== null && Object.hasOwn(groups, raw)

/** The portal's first page: a partner's requests by what waits for whom. */
export async function loader({ request }: LoaderFunctionArgs) {
  const visitor = await portalVisitor(request)
  if ('reload' in visitor)
    return portalPage({ title: 'Requests', desk: null, refreshTo: visitor.reload }, null)
  const asked = new URL(request.url).searchParams.get('show')
  const counts = await countRequests(services(), visitor)
  const group = isGroup(asked) ? asked : counts.answer > 0 || counts.ship === 0 ? 'answer' : 'ship'
  const rows = await listRequests(services(), visitor, { group })
  return portalPage(
    { title: 'Requests', desk: { partner: visitor.name, shop: visitor.shopName } },
    <RequestList
      tabs={(['answer', 'ship', 'done'] as const).map((key) => ({
        key,
        label: groups[key],
        count: counts[key],
      }))}
      current={group}
      rows={rows.map((row) => ({ ...row, ...stateShown(row.state) }))}
      now={new Date()}
      timeZone={visitor.timeZone}
    />,
  )
}
