import { Form } from '@remix-run/react'
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { causeWords, goodsStateWords } from './ledger-words.ts'
import { Left } from './left.tsx'

interface ShownBin {
  readonly binId: string
  readonly code: string
  readonly place: string
  readonly lotId: string | null
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly isBlocked: boolean
  readonly available: number
  readonly reserved: number
  readonly picked: number
  readonly blocked: number
  readonly question: number
}

interface BinsCardProps {
  readonly bins: readonly ShownBin[]
  readonly formKey: string
  readonly mayDecide: boolean
}

/** Where an item lies. */
export function BinsCard({ bins, formKey, mayDecide }: BinsCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Where it lies
        </Text>
        {bins.length === 0 && (
          <Text as="p" tone="subdued">
            Nowhere yet. It gets a bin of its own when the first pieces come in.
          </Text>
        )}
        {bins.map((bin) => (
          <InlineStack
            key={`${bin.binId} ${bin.lotId}`}
            align="space-between"
            blockAlign="center"
            gap="200"
          >
            <InlineStack align="start" gap="200" blockAlign="center">
              <Text as="span" fontWeight="semibold">
                {bin.code}
              </Text>
              <Text as="span" tone="subdued">
                {bin.place}
                {bin.lot ? `, lot ${bin.lot}` : ''}
                {bin.expiresOn ? `, to be sent by ${bin.expiresOn}` : ''}
              </Text>
              {bin.isBlocked && <Badge tone="critical">Lot blocked</Badge>}
            </InlineStack>
            <InlineStack align="start" gap="200" blockAlign="center">
              {bin.reserved > 0 && <Badge>{`${bin.reserved} promised`}</Badge>}
              {bin.picked > 0 && <Badge>{`${bin.picked} in totes and parcels`}</Badge>}
              {bin.blocked > 0 && (
                <Badge tone="warning">{`${bin.blocked} in question or damaged`}</Badge>
              )}
              <Text as="span" tone="subdued">
                free:
              </Text>
              <Left available={bin.available} />
              {mayDecide && <BinDeeds bin={bin} formKey={formKey} />}
            </InlineStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}

/** Blocks and opens a lot, and frees pieces that were in question. */
function BinDeeds({ bin, formKey }: { readonly bin: ShownBin; readonly formKey: string }) {
  const at = `${bin.code}${bin.lot ? `, lot ${bin.lot}` : ''}`
  const deed = (name: string, label: string) => (
    <Form method="post">
      <input type="hidden" name="deed" value={name} />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="bin" value={bin.binId} />
      <input type="hidden" name="lot" value={bin.lotId ?? ''} />
      <Button submit size="slim" accessibilityLabel={`${label}: ${at}`}>
        {label}
      </Button>
    </Form>
  )
  return (
    <>
      {bin.lotId && (bin.isBlocked ? deed('open', 'Open lot') : deed('block', 'Block lot'))}
      {bin.question > 0 && !bin.isBlocked && deed('release', `${bin.question} are good: free them`)}
    </>
  )
}

interface ShownEntry {
  readonly id: string
  readonly at: string
  readonly cause: string
  readonly state: string
  readonly delta: number
  readonly bin: string
  readonly by: string
  readonly shipment: string | null
}

/** Every change of an item's pieces, newest first; nothing is ever taken out of it. */
export function LedgerCard({
  entries,
  timeZone,
}: {
  readonly entries: readonly ShownEntry[]
  readonly timeZone: string
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Ledger
        </Text>
        {entries.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing was booked yet.
          </Text>
        )}
        <ol className="ow-ledger">
          {entries.map((entry) => (
            <li key={entry.id}>
              <span className={entry.delta < 0 ? 'ow-less' : 'ow-more'}>
                {entry.delta < 0 ? `−${-entry.delta}` : `+${entry.delta}`}
              </span>
              <BlockStack gap="050">
                <Text as="span">
                  {goodsStateWords(entry.state)} in {entry.bin}: {causeWords(entry.cause)}
                  {entry.shipment ? `, ${entry.shipment}` : ''}
                </Text>
                <Text as="span" tone="subdued" variant="bodySm">
                  <time dateTime={entry.at}>{showInstant(entry.at, 'en', timeZone)}</time>,{' '}
                  {entry.by}
                </Text>
              </BlockStack>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  )
}
