import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useFile } from '../use-file.ts'

interface ItemLabelsProps {
  readonly itemId: string
  /** How many are wanted, as text. */
  readonly copies: string
}

/** Labels for pieces that came without one. */
export function ItemLabels({ itemId, copies: wanted }: ItemLabelsProps) {
  const [copies, setCopies] = useState(wanted)
  const { get, busy, problem } = useFile()
  const file = (as: 'pdf' | 'zpl', label: string) => (
    <Button
      loading={busy}
      onClick={() =>
        void get(
          `/app/stock/labels?item=${itemId}&copies=${copies}&as=${as}`,
          `labels.${as}`,
          'save',
        )
      }
    >
      {label}
    </Button>
  )
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Labels
        </Text>
        <TextField
          label="Labels wanted"
          type="number"
          min={1}
          max={500}
          value={copies}
          onChange={setCopies}
          autoComplete="off"
        />
        <InlineStack gap="200">
          {file('pdf', 'PDF')}
          {file('zpl', 'Label printer (ZPL)')}
        </InlineStack>
        {problem && (
          <Text as="p" tone="critical">
            {problem}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}
