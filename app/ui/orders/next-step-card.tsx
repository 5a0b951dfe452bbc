import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { isStep, stepLabel } from '../../journey/next-step.ts'
import { Due } from '../due.tsx'
import { useMay } from '../may.tsx'
import { Owner } from '../owner.tsx'
import { nextAction } from './next-action.ts'

interface NextStepCardProps {
  readonly order: {
    readonly id: string
    readonly owner: string | null
    readonly step: string | null
    readonly dueAt: string | null
    readonly shipments: readonly { readonly id: string; readonly step: string | null }[]
    readonly returns: readonly { readonly id: string }[]
  }
  readonly now: string
  readonly timeZone: string
}

/** What happens next, who does it, by when; with the one button that does it. */
export function NextStepCard({ order, now, timeZone }: NextStepCardProps) {
  const { owner, step, dueAt } = order
  const may = useMay()
  if (step === null)
    return (
      <Card>
        <Text as="p">This order has reached its end. Nothing is left to do.</Text>
      </Card>
    )
  const offered = isStep(step)
    ? nextAction(step, {
        orderId: order.id,
        shipmentId: order.shipments.find((shipment) => shipment.step === step)?.id ?? null,
        returnId: order.returns[0]?.id ?? null,
      })
    : null
  const action = offered && may(offered.deed) ? offered : null
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Next: {stepLabel(step)}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Owner owner={owner} />
          <Due at={dueAt} now={now} timeZone={timeZone} />
        </InlineStack>
        {action ? (
          <Button variant="primary" size="large" url={action.to}>
            {action.label}
          </Button>
        ) : (
          <Text as="p" tone="subdued">
            {owner === 'system'
              ? 'Orderwright does this by itself. If it does not, this order turns up under Overdue.'
              : 'Nothing for you to do now. If it does not happen in time, this order turns up under Overdue.'}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
