import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useSearchParams } from '@remix-run/react'
import { BlockStack, Card, EmptyState, Page, Pagination, Text } from '@shopify/polaris'
import { auditQuery, readAudit } from '../journey/audit/read-audit.server.ts'
import { withShop } from '../platform/db.server.ts'
import { AuditFilters } from '../ui/audit/audit-filters.tsx'
import { AuditList } from '../ui/audit/audit-list.tsx'
import { PageError } from '../ui/page-error.tsx'
import { useFile } from '../ui/use-file.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'audit.see')
  const query = auditQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  const open = services()
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  return { ...(await readAudit(open, shop, query)), query, timeZone }
}

/** Who changed what, from where, before and after; newest first. */
export default function Audit() {
  const { entries, more, things, people, query, timeZone } = useLoaderData<typeof loader>()
  const [params, setParams] = useSearchParams()
  const { busy, problem, get } = useFile()
  const asked = new URLSearchParams(params)
  asked.delete('after')
  const turn = (after: string | undefined) => {
    const next = new URLSearchParams(asked)
    if (after) next.set('after', after)
    setParams(next)
  }
  return (
    <Page
      title="Audit"
      subtitle="Who changed what, from where, before and after"
      secondaryActions={[
        {
          content: 'Export as CSV',
          loading: busy,
          onAction: () => get(`/app/audit/csv?${asked}`, 'audit.csv', 'save'),
        },
      ]}
    >
      <BlockStack gap="400">
        {problem && (
          <Text as="p" tone="critical">
            {problem}
          </Text>
        )}
        <AuditFilters query={query} things={things} people={people} />
        <Card padding="0">
          {entries.length === 0 ? (
            <EmptyState heading="Nothing was changed" image="/all-quiet.svg">
              <Text as="p">Nobody changed anything of this kind in this time.</Text>
            </EmptyState>
          ) : (
            <AuditList entries={entries} timeZone={timeZone} />
          )}
        </Card>
        {(more || query.after) && (
          <div className="ow-edge">
            <Pagination
              hasPrevious={Boolean(query.after)}
              onPrevious={() => turn(undefined)}
              previousTooltip="Back to the newest"
              hasNext={more}
              onNext={() => turn(entries.at(-1)?.id)}
              nextTooltip="Older"
            />
          </div>
        )}
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
