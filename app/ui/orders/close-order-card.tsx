import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'

/** For an order of which nothing is left to send: how it was settled, and its end. */
export function CloseOrderCard() {
  const [reason, setReason] = useState('')
  const busy = useNavigation().state !== 'idle'
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Nothing is left to send
        </Text>
        <Text as="p">
          Settle with the customer in the store (refund or a new order), then write down how and
          close this order.
        </Text>
        <Form method="post">
          <input type="hidden" name="intent" value="close" />
          <BlockStack gap="200">
            <TextField
              label="How it was settled"
              name="reason"
              value={reason}
              onChange={setReason}
              maxLength={300}
              autoComplete="off"
              helpText="No names or addresses: it stands on the timeline"
            />
            <Button submit loading={busy} disabled={reason.trim() === ''}>
              Close the order
            </Button>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  )
}
