import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, Text } from '@shopify/polaris'
import { useMay } from '../may.tsx'

interface UrgentCardProps {
  readonly order: { readonly urgency: string | null; readonly isMarkedUrgent: boolean }
}

/** Whether the order goes before others, and the button that says so. */
export function UrgentCard({ order }: UrgentCardProps) {
  const busy = useNavigation().state !== 'idle'
  const may = useMay()
  const { urgency, isMarkedUrgent } = order
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Priority
        </Text>
        <Text as="p" tone="subdued">
          {urgency === null
            ? 'It waits its turn: what is due first is picked first.'
            : isMarkedUrgent
              ? 'It is picked before other orders, since somebody said so.'
              : `It is picked before other orders: ${urgency}.`}
        </Text>
        {may('orders.change') && (urgency === null || isMarkedUrgent) && (
          <Form method="post">
            <input
              type="hidden"
              name="intent"
              value={isMarkedUrgent ? 'not_urgent' : 'mark_urgent'}
            />
            <Button submit loading={busy}>
              {isMarkedUrgent ? 'Let it wait its turn' : 'Pick it first'}
            </Button>
          </Form>
        )}
      </BlockStack>
    </Card>
  )
}
