import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris'
import type { NeedDraft, RuleDraft } from './contract-draft.ts'
import { ListField } from './list-field.tsx'

const deliveries = [
  { value: 'shipping', label: 'Sent' },
  { value: 'pickup', label: 'Collected' },
  { value: 'digital', label: 'Digital' },
]
const lists = [
  ['productTags', 'Product tags', ''],
  ['productTypes', 'Product types', ''],
  ['vendors', 'Vendors', ''],
  ['skus', 'SKUs', '* stands for anything: RING-*'],
  ['channels', 'Channels', 'web, pos, phone, csv, …'],
  ['countries', 'Countries', 'By their two letters: DE, GB'],
] as const

interface RuleCardProps {
  readonly rule: RuleDraft
  readonly needs: readonly NeedDraft[]
  readonly onChange: (rule: RuleDraft) => void
  readonly onRemove: () => void
}

/** One rule: which orders and articles, and what they need. */
export function RuleCard({ rule, needs, onChange, onRemove }: RuleCardProps) {
  const when = (change: Partial<RuleDraft['when']>) =>
    onChange({ ...rule, when: { ...rule.when, ...change } })
  const amount = (text: string) => (text.trim() === '' ? null : text.trim())
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h3" variant="headingSm">
            <span dir="auto">{rule.name || 'New rule'}</span>
          </Text>
          <Button variant="plain" tone="critical" onClick={onRemove}>
            Remove
          </Button>
        </InlineStack>
        <FormLayout>
          <TextField
            label="Rule"
            value={rule.name}
            onChange={(name) => onChange({ ...rule, name })}
            autoComplete="off"
          />
          <Checkbox
            label="In force"
            checked={rule.active}
            onChange={(active) => onChange({ ...rule, active })}
          />
          <ChoiceList
            allowMultiple
            title="Then these are needed"
            choices={needs.map(({ key, label }) => ({
              value: key,
              label: label.en || Object.values(label)[0] || key,
            }))}
            selected={[...rule.needs]}
            onChange={(chosen) => onChange({ ...rule, needs: chosen })}
          />
          <Text as="p" tone="subdued">
            For which orders and articles; an empty field means all.
          </Text>
          <FormLayout.Group>
            {lists.map(([name, label, help]) => (
              <ListField
                key={name}
                label={label}
                help={help}
                value={rule.when[name]}
                onChange={(value) => when({ [name]: value })}
              />
            ))}
          </FormLayout.Group>
          <ChoiceList
            allowMultiple
            title="Delivery"
            choices={deliveries}
            selected={[...rule.when.deliveryKinds]}
            onChange={(deliveryKinds) => when({ deliveryKinds })}
          />
          <FormLayout.Group condensed>
            <TextField
              label="Worth at least"
              value={rule.when.valueFrom ?? ''}
              onChange={(text) => when({ valueFrom: amount(text) })}
              autoComplete="off"
              inputMode="decimal"
            />
            <TextField
              label="Worth less than"
              value={rule.when.valueBelow ?? ''}
              onChange={(text) => when({ valueBelow: amount(text) })}
              autoComplete="off"
              inputMode="decimal"
            />
            <TextField
              label="Currency"
              value={rule.when.currency}
              onChange={(currency) => when({ currency })}
              autoComplete="off"
              placeholder="EUR"
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  )
}
