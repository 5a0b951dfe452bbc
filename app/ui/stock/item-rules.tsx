import { Form, useNavigation } from '@remix-run/react'
import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'

interface ItemRulesProps {
  readonly rules: {
    readonly supplier: string | null
    readonly leadDays: number | null
    readonly packPieces: number | null
    readonly faceMin: number | null
    readonly faceMax: number | null
    readonly lots: boolean
    readonly serials: boolean
  }
}

const fields = [
  { name: 'supplier', label: 'Ordered from', type: 'text' },
  { name: 'leadDays', label: 'From order to shelf, days', type: 'number' },
  { name: 'packPieces', label: 'Pieces in a pack', type: 'number' },
  { name: 'faceMin', label: 'In the pick bin at least', type: 'number' },
  { name: 'faceMax', label: 'Filled up to', type: 'number' },
] as const

/** How this article is received, ordered and refilled. What is empty is the shop’s. */
export function ItemRules({ rules }: ItemRulesProps) {
  const [said, setSaid] = useState(() =>
    Object.fromEntries(
      fields.map(({ name }) => [name, rules[name] === null ? '' : String(rules[name])]),
    ),
  )
  const [lots, setLots] = useState(rules.lots)
  const [serials, setSerials] = useState(rules.serials)
  const busy = useNavigation().state === 'submitting'
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="deed" value="rules" />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Rules of this article
          </Text>
          <FormLayout>
            {fields.map(({ name, label, type }) => (
              <TextField
                key={name}
                name={name}
                label={label}
                type={type}
                min={0}
                maxLength={120}
                value={said[name] ?? ''}
                onChange={(value) => setSaid((before) => ({ ...before, [name]: value }))}
                autoComplete="off"
              />
            ))}
            <Checkbox name="lots" label="It comes in lots" checked={lots} onChange={setLots} />
            <Checkbox
              name="serials"
              label="Each piece has a serial number"
              checked={serials}
              onChange={setSerials}
            />
          </FormLayout>
          <InlineStack>
            <Button submit loading={busy}>
              Save rules
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  )
}
