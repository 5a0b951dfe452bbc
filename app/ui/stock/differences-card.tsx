import { Form, Link, useNavigation } from '@remix-run/react'
import { Badge, BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import type { StockDifference } from '../../journey/stock-difference.ts'
import { reasonWords, signed } from './settle-words.ts'

interface ShownDifference
  extends StockDifference<{ readonly kind: string; readonly pieces: number }> {
  readonly formKey: string
}

interface DifferencesCardProps {
  readonly rows: readonly ShownDifference[]
  readonly compared: number
  readonly comparedAt: string | null
  readonly timeZone: string
  readonly maySettle: boolean
}

/** Items of which the store counts other pieces, why, and what a person can do about it. */
export function DifferencesCard({
  rows,
  compared,
  comparedAt,
  timeZone,
  maySettle,
}: DifferencesCardProps) {
  return (
    <Card padding="0">
      <Box padding="400" borderBlockEndWidth="025" borderColor="border">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              Differences
            </Text>
            <Text as="p" tone="subdued">
              {comparedAt
                ? `${compared} counts compared, last ${showInstant(comparedAt, 'en', timeZone)}`
                : 'The counts were not compared yet.'}
            </Text>
          </BlockStack>
          {maySettle && (
            <Form method="post">
              <input type="hidden" name="deed" value="compare" />
              <Button submit>Compare all now</Button>
            </Form>
          )}
        </InlineStack>
      </Box>
      {rows.length === 0 && (
        <Box padding="400">
          <Text as="p">
            {comparedAt
              ? 'None: the store counts what lies on your shelves.'
              : 'Counts are compared when the store tells of a change, and all of them four times a day.'}
          </Text>
        </Box>
      )}
      {rows.map((row) => (
        <Difference key={`${row.itemId} ${row.locationId}`} row={row} maySettle={maySettle} />
      ))}
    </Card>
  )
}

function Difference({
  row,
  maySettle,
}: {
  readonly row: ShownDifference
  readonly maySettle: boolean
}) {
  const parts = [`${row.available} for sale`, `${row.committed} sold and not sent`]
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <BlockStack gap="050">
            <Link to={`/app/stock/${row.itemId}`}>
              <span dir="auto" className="ow-title">
                {row.title}
                {row.variantTitle ? `, ${row.variantTitle}` : ''}
              </span>
            </Link>
            <Text as="span" tone="subdued">
              {row.sku ?? 'no SKU'}, <span dir="auto">{row.place}</span>
            </Text>
          </BlockStack>
          <Badge tone={row.toSettle === 0 ? 'info' : 'warning'}>
            {`${signed(row.difference)} in the store`}
          </Badge>
        </InlineStack>
        <Text as="p">
          Store: {row.store} ({parts.join(', ')}). Shelves: {row.ours}.
        </Text>
        <ul className="ow-reasons">
          {row.reasons.map(({ kind, pieces }) => (
            <li key={kind}>
              {signed(pieces)}: {reasonWords(kind)}
            </li>
          ))}
        </ul>
        {maySettle && row.toSettle !== 0 && <Settle row={row} />}
        {row.toSettle === 0 && (
          <Text as="p" tone="subdued">
            It settles by itself.
          </Text>
        )}
      </BlockStack>
    </Box>
  )
}

function Settle({ row }: { readonly row: ShownDifference }) {
  const about = `${row.title}${row.variantTitle ? `, ${row.variantTitle}` : ''}, ${row.place}`
  return (
    <InlineStack gap="200">
      <Deed
        row={row}
        deed="take"
        label={`The store is right: book ${signed(row.toSettle)} here`}
        about={about}
      />
      <Deed
        row={row}
        deed="push"
        label={`The shelves are right: ${signed(-row.toSettle)} in the store`}
        about={about}
      />
    </InlineStack>
  )
}

interface DeedProps {
  readonly row: ShownDifference
  readonly deed: 'take' | 'push'
  readonly label: string
  readonly about: string
}

function Deed({ row, deed, label, about }: DeedProps) {
  const { state, formData } = useNavigation()
  const isPressed =
    state !== 'idle' && formData?.get('key') === row.formKey && formData.get('deed') === deed
  return (
    <Form method="post">
      <input type="hidden" name="deed" value={deed} />
      <input type="hidden" name="key" value={row.formKey} />
      <input type="hidden" name="item" value={row.itemId} />
      <input type="hidden" name="place" value={row.locationId} />
      <input type="hidden" name="pieces" value={row.toSettle} />
      <Button submit loading={isPressed} accessibilityLabel={`${label}: ${about}`}>
        {label}
      </Button>
    </Form>
  )
}
