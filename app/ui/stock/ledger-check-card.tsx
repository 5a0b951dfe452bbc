import { Form } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { goodsStateWords } from './ledger-words.ts'

interface ShownCheck {
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly levels: number
  readonly entries: number
  readonly gaps: number
  readonly found: readonly {
    readonly of: 'entries' | 'reservations'
    readonly item: string
    readonly sku: string | null
    readonly bin: string
    readonly state: string
    readonly level: number
    readonly ledger: number
  }[]
}

interface LedgerCheckCardProps {
  readonly check: ShownCheck | null
  readonly timeZone: string
  readonly maySettle: boolean
}

/** Whether every level is the sum of its entries. */
export function LedgerCheckCard({ check, timeZone, maySettle }: LedgerCheckCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            The ledger itself
          </Text>
          {maySettle && (
            <Form method="post">
              <input type="hidden" name="deed" value="check" />
              <Button submit>Check now</Button>
            </Form>
          )}
        </InlineStack>
        <Result check={check} timeZone={timeZone} />
      </BlockStack>
    </Card>
  )
}

function Result({ check, timeZone }: Pick<LedgerCheckCardProps, 'check' | 'timeZone'>) {
  if (!check) return <Text as="p">Not checked yet. It is checked four times a day.</Text>
  const when = showInstant(check.finishedAt ?? check.startedAt, 'en', timeZone)
  if (!check.finishedAt) return <Text as="p">Being checked since {when}.</Text>
  if (check.gaps === 0)
    return (
      <Text as="p">
        Right: {check.levels} quantities are what {check.entries} entries add up to, and every
        promised piece has its order. Checked {when}.
      </Text>
    )
  return (
    <Banner
      tone="critical"
      title={`${check.gaps} quantities are not what their entries add up to (checked ${when})`}
    >
      <BlockStack gap="200">
        <Text as="p">
          Somebody changed the database past the app. Count these bins, and show this to whoever
          runs the app.
        </Text>
        <ul className="ow-reasons">
          {check.found.map((gap) => (
            <li key={`${gap.of} ${gap.item} ${gap.bin} ${gap.state}`}>
              <span dir="auto">{gap.sku ?? gap.item}</span> in {gap.bin},{' '}
              {goodsStateWords(gap.state)}: {gap.level} shown, {gap.ledger} by{' '}
              {gap.of === 'entries' ? 'the entries' : 'the orders'}
            </li>
          ))}
        </ul>
      </BlockStack>
    </Banner>
  )
}
