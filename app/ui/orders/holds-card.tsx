import { Form, useNavigation } from '@remix-run/react'
import { Badge, Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { holdLabel, readHoldKind, releaseDeed } from '../../journey/holds/hold-kinds.ts'
import { showInstant } from '../../journey/show-time.ts'
import { Due } from '../due.tsx'
import { May } from '../may.tsx'
import { Owner } from '../owner.tsx'
import { RiskFacts, type ShownRisk } from './risk-facts.tsx'

interface ShownHold {
  readonly id: string
  readonly kind: string
  readonly reason: string
  readonly owner: string
  readonly dueAt: string
  readonly openedAt: string
  readonly openedBy: string
  readonly untilAt: string | null
  readonly inStore: boolean
}

interface HoldsCardProps {
  readonly holds: readonly ShownHold[]
  /** For who decides about a hold for fraud. */
  readonly risk: ShownRisk | null
  readonly now: string
  readonly timeZone: string
}

/** Everything that holds an order: why, whose it is, until when; each is released on its own. */
export function HoldsCard({ holds, risk, now, timeZone }: HoldsCardProps) {
  const count = holds.length === 1 ? 'One thing holds' : `${holds.length} things hold`
  return (
    <Banner tone="warning" title={`${count} this order`}>
      <BlockStack gap="300">
        {holds.map((hold) => (
          <HoldRow key={hold.id} hold={hold} risk={risk} now={now} timeZone={timeZone} />
        ))}
      </BlockStack>
    </Banner>
  )
}

function HoldRow({
  hold,
  risk,
  now,
  timeZone,
}: { hold: ShownHold } & Omit<HoldsCardProps, 'holds'>) {
  const busy = useNavigation().state !== 'idle'
  const kind = readHoldKind(hold.kind)
  const placed = `Since ${showInstant(hold.openedAt, 'en', timeZone)}, by ${hold.openedBy === 'system' ? 'Orderwright' : hold.openedBy}`
  return (
    <div className="ow-hold">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Badge tone="warning">{holdLabel[kind]}</Badge>
          {hold.inStore && <Badge>Held in the store too</Badge>}
        </InlineStack>
        <span dir="auto" className="ow-wrap">
          {hold.reason}
        </span>
        {kind === 'fraud' && risk && <RiskFacts risk={risk} />}
        <InlineStack gap="200" blockAlign="center">
          <Owner owner={hold.owner} />
          {hold.untilAt ? (
            <Text as="span">Releases itself {showInstant(hold.untilAt, 'en', timeZone)}</Text>
          ) : (
            <Due at={hold.dueAt} now={now} timeZone={timeZone} />
          )}
        </InlineStack>
        <Text as="span" tone="subdued" variant="bodySm">
          {placed}
        </Text>
      </BlockStack>
      <May
        deed={releaseDeed(kind)}
        otherwise={
          <Text as="span" tone="subdued" variant="bodySm">
            The office releases it
          </Text>
        }
      >
        <Form method="post">
          <input type="hidden" name="intent" value="release" />
          <input type="hidden" name="hold" value={hold.id} />
          <Button
            submit
            disabled={busy}
            accessibilityLabel={`Release the hold: ${holdLabel[kind]}, ${hold.reason}`}
          >
            Release
          </Button>
        </Form>
      </May>
    </div>
  )
}
