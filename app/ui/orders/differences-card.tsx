import { useFetcher } from '@remix-run/react'
import { BlockStack, Box, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris'
import {
  choiceWords,
  type DifferenceChoice,
  type DifferenceField,
  fieldWords,
} from '../../journey/difference.ts'
import { Due } from '../due.tsx'
import { useMay } from '../may.tsx'
import { Owner } from '../owner.tsx'

interface Difference {
  readonly id: string
  readonly field: DifferenceField
  readonly shipment: string
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly owner: string
  readonly dueAt: string
  readonly offers: readonly DifferenceChoice[]
}

interface DifferencesProps {
  readonly orderId: string
  readonly differences: readonly Difference[]
  readonly now: string
  readonly timeZone: string
}

/** What the store changed too late for goods under way: both sides, who decides by when, and the ways there are. */
export function DifferencesCard({ orderId, differences, now, timeZone }: DifferencesProps) {
  if (differences.length === 0) return null
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Differs from the store
          </Text>
          <Text as="p" tone="subdued">
            It was changed when the goods were too far on to follow by themselves.
          </Text>
        </BlockStack>
      </Box>
      {differences.map((difference) => (
        <OneDifference
          key={difference.id}
          orderId={orderId}
          difference={difference}
          now={now}
          timeZone={timeZone}
        />
      ))}
    </Card>
  )
}

const refusals: Readonly<Record<string, string>> = {
  nothing_to_decide: 'Somebody decided it already, or it went away by itself. Load the page again.',
  not_offered: 'The shipment has gone on meanwhile. Choose from what is left.',
  bad_form: 'Nothing was changed. Load the page again.',
}

function OneDifference({
  orderId,
  difference,
  now,
  timeZone,
}: Omit<DifferencesProps, 'differences'> & { readonly difference: Difference }) {
  const { id, field, shipment, before, after, owner, dueAt, offers } = difference
  const fetcher = useFetcher<{ readonly kind: string }>({ key: `difference-${id}` })
  const busy = fetcher.state !== 'idle'
  const may = useMay()
  const trouble = fetcher.data ? refusals[fetcher.data.kind] : undefined
  const title = `${fieldWords[field].charAt(0).toUpperCase()}${fieldWords[field].slice(1)} of ${shipment}`
  return (
    <Box as="section" padding="400" borderBlockStartWidth="025" borderColor="border">
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200" blockAlign="start">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            <Owner owner={owner} />
            <Due at={dueAt} now={now} timeZone={timeZone} />
          </InlineStack>
        </InlineStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <Side title="The goods carry" lines={before} />
          <Side title="The store says now" lines={after} />
        </InlineGrid>
        {trouble && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
        <InlineStack gap="200">
          {(may('orders.decide') ? offers : []).map((choice) => (
            <Button
              key={choice}
              disabled={busy}
              loading={busy && fetcher.formData?.get('choice') === choice}
              accessibilityLabel={`${title}: ${choiceWords[choice]}`}
              onClick={() =>
                fetcher.submit(
                  { difference: id, choice },
                  { method: 'post', action: `/app/orders/${orderId}/difference` },
                )
              }
            >
              {choiceWords[choice]}
            </Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Box>
  )
}

function Side({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <BlockStack gap="050">
      <Text as="p" variant="bodySm" tone="subdued">
        {title}
      </Text>
      {lines.length === 0 && <Text as="p">Nothing</Text>}
      {lines.map((line) => (
        <span key={line} dir="auto" className="ow-wrap">
          {line}
        </span>
      ))}
    </BlockStack>
  )
}
