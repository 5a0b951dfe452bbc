import { BlockStack, Button, Card, List, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'

export interface Preview {
  readonly order: string
  readonly isGift: boolean
  readonly extras: readonly string[]
}

/** What the rules as they are typed would do for one order; nothing is saved by it. */
export function PreviewCard({
  look,
  busy,
  preview,
  problem,
}: {
  readonly look: (order: string) => void
  readonly busy: boolean
  readonly preview: Preview | null
  readonly problem: string | null
}) {
  const [order, setOrder] = useState('')
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Try it on an order
        </Text>
        <TextField
          label="Number of the order"
          placeholder="#1001"
          autoComplete="off"
          value={order}
          onChange={setOrder}
          connectedRight={
            <Button loading={busy} disabled={order.trim() === ''} onClick={() => look(order)}>
              Try
            </Button>
          }
          {...(problem ? { error: problem } : {})}
        />
        {preview && (
          <div role="status">
            <BlockStack gap="200">
              <Text as="p" fontWeight="semibold">
                {`${preview.order}${preview.isGift ? ', a gift' : ''}`}
              </Text>
              {preview.extras.length === 0 ? (
                <Text as="p">Nothing is added beside the goods.</Text>
              ) : (
                <List>
                  {preview.extras.map((words) => (
                    <List.Item key={words}>
                      <span dir="auto" className="ow-wrap">
                        {words}
                      </span>
                    </List.Item>
                  ))}
                </List>
              )}
            </BlockStack>
          </div>
        )}
      </BlockStack>
    </Card>
  )
}
