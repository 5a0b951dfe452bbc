import {
  Banner,
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'

/** A rule while it is typed: lists with commas, an amount as people write it. */
export interface TypedRule {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly quantity: string
  readonly perPiece: boolean
  readonly code: string
  readonly sku: string
  readonly must: boolean
  readonly tags: string
  readonly types: string
  readonly skus: string
  readonly countries: string
  readonly from: string
  readonly gift: string
}

export const emptyRule = (id: string): TypedRule => ({
  ...{ id, name: '', kind: 'material', quantity: '1', perPiece: false, code: '', sku: '' },
  ...{ must: true, tags: '', types: '', skus: '', countries: '', from: '', gift: 'any' },
})

const kinds = [
  { value: 'material', label: 'Packing material' },
  { value: 'insert', label: 'Insert or flyer' },
]
const gifts = [
  { value: 'any', label: 'Gifts and others' },
  { value: 'gift', label: 'Only gifts' },
  { value: 'no_gift', label: 'Only what is no gift' },
]

type TextName =
  | 'name'
  | 'quantity'
  | 'code'
  | 'sku'
  | 'tags'
  | 'types'
  | 'skus'
  | 'countries'
  | 'from'

const whenFields: readonly {
  readonly name: TextName
  readonly label: string
  readonly help: string
}[] = [
  { name: 'tags', label: 'Tags of products', help: 'With commas. Empty: whatever they are' },
  { name: 'types', label: 'Types of products', help: 'With commas' },
  { name: 'skus', label: 'SKUs', help: 'With commas' },
  { name: 'countries', label: 'Countries', help: 'As IE, DE. Empty: everywhere' },
]

/** A rule in one line: how many of what, and when. */
function ruleWords(rule: TypedRule, currency: string): string {
  const when = [
    rule.gift === 'any' ? '' : (gifts.find(({ value }) => value === rule.gift)?.label ?? ''),
    ...whenFields.map(({ name, label }) => (rule[name] ? `${label}: ${rule[name]}` : '')),
    rule.from && `from ${rule.from} ${currency}`,
  ].filter(Boolean)
  return [
    `${rule.quantity} × ${kinds.find(({ value }) => value === rule.kind)?.label ?? rule.kind}${rule.perPiece ? ' for each piece' : ''}`,
    when.join('; ') || 'Every parcel',
    rule.must ? 'Not closed without it' : 'May be left out',
  ].join('. ')
}

/** One rule: what is added, and when. Kept rules are one line each until they are opened; a new or a wrong one is open. */
export function RuleCard({
  rule,
  currency,
  wrong,
  change,
  remove,
}: {
  readonly rule: TypedRule
  readonly currency: string
  readonly wrong: string | undefined
  readonly change: (rule: TypedRule) => void
  readonly remove: () => void
}) {
  const [opened, setOpened] = useState(rule.name === '')
  const isOpen = opened || wrong !== undefined
  const field = (name: TextName, label: string, help?: string) => (
    <TextField
      key={name}
      label={label}
      value={rule[name]}
      onChange={(value) => change({ ...rule, [name]: value })}
      autoComplete="off"
      maxLength={name === 'name' ? 80 : 1_000}
      {...(help ? { helpText: help } : {})}
    />
  )
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" wrap={false} gap="200">
          <Text as="h3" variant="headingSm">
            <span dir="auto" className="ow-wrap">
              {rule.name || 'A new rule'}
            </span>
          </Text>
          <InlineStack gap="300" wrap={false}>
            <Button
              variant="plain"
              onClick={() => setOpened(!isOpen)}
              ariaExpanded={isOpen}
              accessibilityLabel={`${isOpen ? 'Close' : 'Change'} ${rule.name || 'the new rule'}`}
            >
              {isOpen ? 'Close' : 'Change'}
            </Button>
            <Button
              variant="plain"
              tone="critical"
              onClick={remove}
              accessibilityLabel={`Remove ${rule.name || 'the new rule'}`}
            >
              Remove
            </Button>
          </InlineStack>
        </InlineStack>
        {!isOpen && (
          <Text as="p" tone="subdued">
            <span dir="auto" className="ow-wrap">
              {ruleWords(rule, currency)}
            </span>
          </Text>
        )}
        {wrong && <Banner tone="critical" title={`Not saved: ${wrong}`} />}
        {isOpen && (
          <FormLayout>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
              {field('name', 'What is added')}
              <Select
                label="What it is"
                options={kinds}
                value={rule.kind}
                onChange={(kind) => change({ ...rule, kind })}
              />
              {field('quantity', 'How many')}
              <Select
                label="For which orders"
                options={gifts}
                value={rule.gift}
                onChange={(gift) => change({ ...rule, gift })}
              />
              {whenFields.map((one) => field(one.name, one.label, one.help))}
              {field('from', `From an order value of (${currency})`, 'Empty: whatever it is worth')}
              {field('code', 'Barcode to scan', 'Empty: it is ticked')}
              {field('sku', 'Counted in stock as SKU', 'Empty: nobody counts it')}
            </InlineGrid>
            <Checkbox
              label="For each piece of these goods"
              checked={rule.perPiece}
              onChange={(perPiece) => change({ ...rule, perPiece })}
            />
            <Checkbox
              label="The parcel is not closed without it"
              checked={rule.must}
              onChange={(must) => change({ ...rule, must })}
            />
          </FormLayout>
        )}
      </BlockStack>
    </Card>
  )
}
