import {
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import type { Language } from '../../kernel/language.ts'
import type { NeedDraft } from './contract-draft.ts'
import { ListField } from './list-field.tsx'

const places = [
  { value: 'line_property', label: 'Line item property' },
  { value: 'order_attribute', label: 'Order attribute' },
  { value: 'metafield', label: 'Order metafield' },
  { value: 'order_note', label: 'Order note' },
]
const types = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'date', label: 'Date' },
  { value: 'choice', label: 'One of a list' },
  { value: 'email', label: 'E-mail address' },
  { value: 'phone', label: 'Phone number' },
  { value: 'tax_id', label: 'Tax or VAT number' },
]

interface NeedCardProps {
  readonly need: NeedDraft
  readonly language: Language
  readonly onChange: (need: NeedDraft) => void
  readonly onRemove: () => void
}

/** One thing an order may need: what customers read, where the answer stands, what it must look like. */
export const NeedCard = ({ need, language, onChange, onRemove }: NeedCardProps) => (
  <Card>
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center">
        <Text as="h3" variant="headingSm">
          <span dir="auto">{need.label.en || Object.values(need.label)[0] || 'New need'}</span>
        </Text>
        <Button variant="plain" tone="critical" onClick={onRemove}>
          Remove
        </Button>
      </InlineStack>
      <FormLayout>
        <FormLayout.Group>
          <TextField
            label={`Name (${language})`}
            value={need.label[language] ?? ''}
            onChange={(text) => onChange({ ...need, label: { ...need.label, [language]: text } })}
            autoComplete="off"
          />
          <TextField
            label={`Help for customers (${language})`}
            value={need.help[language] ?? ''}
            onChange={(text) => onChange({ ...need, help: { ...need.help, [language]: text } })}
            autoComplete="off"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <Select
            label="Where the answer stands"
            options={places}
            value={need.from.kind}
            onChange={(kind) => onChange({ ...need, from: { ...need.from, kind } })}
          />
          <TextField
            label="What the store calls it"
            value={need.from.name}
            onChange={(name) => onChange({ ...need, from: { ...need.from, name } })}
            autoComplete="off"
            disabled={need.from.kind === 'order_note'}
            helpText={need.from.kind === 'metafield' ? 'namespace.key, such as custom.licence' : ''}
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <Select
            label="What it is"
            options={types}
            value={need.type}
            onChange={(type) => onChange({ ...need, type })}
          />
          <TextField
            label="Characters at most"
            value={need.longest === null ? '' : String(need.longest)}
            onChange={(text) => onChange({ ...need, longest: text === '' ? null : Number(text) })}
            autoComplete="off"
            inputMode="numeric"
          />
        </FormLayout.Group>
        <FormLayout.Group>
          <ListField
            label="Allowed values"
            help="With commas; empty: anything"
            value={need.choices}
            onChange={(choices) => onChange({ ...need, choices })}
          />
          <TextField
            label="Pattern"
            value={need.pattern}
            onChange={(pattern) => onChange({ ...need, pattern })}
            autoComplete="off"
            helpText="Of the whole answer, such as [A-Z]{2}-\d{4}; empty: anything"
          />
        </FormLayout.Group>
      </FormLayout>
    </BlockStack>
  </Card>
)
