import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, Checkbox, ChoiceList, Text } from '@shopify/polaris'
import { useState } from 'react'

interface DecidePairCardProps {
  readonly first: string
  readonly later: string
  /** Why they cannot go in one parcel; null when they can. */
  readonly cannotCombine: string | null
}

/** What to do about two alike orders; it is decided once. */
export function DecidePairCard({ first, later, cannotCombine }: DecidePairCardProps) {
  const busy = useNavigation().state !== 'idle'
  const [which, choose] = useState(['later'])
  const [refund, setRefund] = useState(true)
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What are they?
        </Text>
        <Form method="post">
          <input type="hidden" name="kind" value="dismiss" />
          <BlockStack gap="100">
            <Button submit variant="primary" disabled={busy}>
              Two orders, let both go
            </Button>
            <Text as="p" tone="subdued" variant="bodySm">
              These two are never asked about again.
            </Text>
          </BlockStack>
        </Form>
        <Form method="post">
          <input type="hidden" name="kind" value="combine" />
          <BlockStack gap="100">
            <Button submit disabled={busy || cannotCombine !== null}>
              Two orders, one parcel
            </Button>
            <Text as="p" tone="subdued" variant="bodySm">
              {cannotCombine
                ? `Not possible: ${cannotCombine}.`
                : `${later} goes into the box of ${first}, under one label.`}
            </Text>
          </BlockStack>
        </Form>
        <Form method="post">
          <input type="hidden" name="kind" value="cancel" />
          <input type="hidden" name="which" value={which[0] ?? 'later'} />
          <BlockStack gap="200">
            <ChoiceList
              title="One order twice: cancel in the store"
              choices={[
                { value: 'later', label: later },
                { value: 'first', label: first },
              ]}
              selected={which}
              onChange={choose}
            />
            <Checkbox
              label="Give the money back"
              name="refund"
              value="on"
              checked={refund}
              onChange={setRefund}
            />
            <Button submit tone="critical" disabled={busy}>
              Cancel it
            </Button>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  )
}
