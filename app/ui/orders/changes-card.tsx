import { Link } from '@remix-run/react'
import { Box, Card, Text } from '@shopify/polaris'
import type { ComponentProps } from 'react'
import { AuditList } from '../audit/audit-list.tsx'

interface ChangesCardProps {
  readonly orderName: string
  readonly changes: ComponentProps<typeof AuditList>['entries']
  readonly timeZone: string
}

/** What people changed about an order, before and after; all of it is in the audit. */
export function ChangesCard({ orderName, changes, timeZone }: ChangesCardProps) {
  return (
    <Card padding="0">
      <Box padding="300" borderBlockEndWidth="025" borderColor="border">
        <Text as="h2" variant="headingMd">
          Who changed what
        </Text>
      </Box>
      <AuditList
        entries={changes.map((one) => ({ ...one, orderName: null }))}
        timeZone={timeZone}
      />
      <Box padding="300">
        <Link to={`/app/audit?order=${encodeURIComponent(orderName)}`}>
          All changes of this order
        </Link>
      </Box>
    </Card>
  )
}
