import { Link } from '@remix-run/react'
import { Badge, BlockStack, Box, Checkbox, InlineStack, Text } from '@shopify/polaris'
import { stepLabel } from '../../journey/next-step.ts'
import { showDay } from '../../journey/show-time.ts'
import { Due } from '../due.tsx'
import { Owner } from '../owner.tsx'

interface DeskRowData {
  readonly id: string
  readonly number: string
  readonly recipient: string
  readonly country: string
  readonly shippingTitle: string | null
  readonly grams: number | null
  readonly parcels: number
  readonly labels: readonly { readonly carrier: string | null; readonly number: string }[]
  readonly verified: boolean
  readonly stopped: readonly string[]
  readonly promisedAt: string | null
  readonly dueAt: string | null
  readonly step: string | null
  readonly owner: string | null
}

interface DeskRowProps {
  readonly row: DeskRowData
  readonly now: string
  readonly timeZone: string
  /** null: this list has nothing to choose. */
  readonly chosen: boolean | null
  readonly choose: (on: boolean) => void
}

/** One shipment of the shipping desk. */
export function DeskRow({ row, now, timeZone, chosen, choose }: DeskRowProps) {
  const weight = row.grams === null ? 'not weighed' : `${(row.grams / 1000).toFixed(2)} kg`
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        {chosen !== null && (
          <Checkbox
            label={`Choose ${row.number}`}
            labelHidden
            checked={chosen}
            onChange={choose}
            disabled={!row.verified || row.stopped.length > 0}
          />
        )}
        <div className="ow-grow">
          <BlockStack gap="100">
            <InlineStack align="space-between" gap="200" blockAlign="center">
              <InlineStack align="start" gap="200" blockAlign="center">
                <Link to={`/app/ship/${row.id}`} data-primary-link>
                  <Text as="span" fontWeight="semibold">
                    {row.number}
                  </Text>
                </Link>
                {!row.verified && <Badge tone="warning">Contents not checked</Badge>}
                {row.stopped.length > 0 && <Badge tone="critical">No label now</Badge>}
                {row.owner === 'office' && <Owner owner={row.owner} />}
              </InlineStack>
              <Due at={row.dueAt} now={now} timeZone={timeZone} />
            </InlineStack>
            <Text as="p">
              <bdi>{row.recipient || 'No name'}</bdi>
              {row.country ? `, ${row.country}` : ''}
            </Text>
            <Text as="p" tone="subdued" variant="bodySm">
              {[
                row.parcels > 1 ? `${row.parcels} parcels` : null,
                weight,
                row.shippingTitle,
                row.promisedAt ? `promised ${showDay(row.promisedAt, 'en', timeZone)}` : null,
                row.owner === 'office' ? stepLabel(row.step) : null,
              ]
                .filter(Boolean)
                .join(', ')}
            </Text>
            {row.stopped.map((why) => (
              <Text as="p" tone="critical" variant="bodySm" key={why}>
                <span dir="auto" className="ow-wrap">
                  {why}
                </span>
              </Text>
            ))}
            {row.labels.map((label) => (
              <Text as="p" variant="bodySm" key={label.number}>
                {label.carrier} <span className="ow-wrap">{label.number}</span>
              </Text>
            ))}
          </BlockStack>
        </div>
      </InlineStack>
    </Box>
  )
}
