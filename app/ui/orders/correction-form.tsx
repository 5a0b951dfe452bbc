import { Form } from '@remix-run/react'
import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'

export interface CorrectionFormField {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly error: string
  readonly hint: string
  readonly required: boolean
  readonly type: 'text' | 'email' | 'tel' | 'date' | 'select'
  readonly autoComplete: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

interface CorrectionFormProps {
  readonly fields: readonly CorrectionFormField[]
  readonly missing: readonly {
    readonly word: string
    readonly text: string
    readonly forCustomer: boolean
  }[]
  readonly busy: boolean
}

/** What is missing on an order, for the person of the shop who knows it or decides to do without. */
export function CorrectionForm({ fields, missing, busy }: CorrectionFormProps) {
  const [waived, setWaived] = useState<readonly string[]>([])
  const waive = (word: string, on: boolean) =>
    setWaived((before) => (on ? [...before, word] : before.filter((one) => one !== word)))
  return (
    <Form method="post">
      <BlockStack gap="400">
        {fields.length > 0 ? (
          <Card>
            <FormLayout>
              {fields.map((field) => (
                <Field key={field.name} field={field} />
              ))}
            </FormLayout>
          </Card>
        ) : null}
        {missing.length > 0 ? (
          <Card>
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                What this order can do without
              </Text>
              <Text as="p" tone="subdued">
                It is written down that you decided so.
              </Text>
              {missing.map(({ word, text }) => (
                <Checkbox
                  key={word}
                  label={`Go on without ${text}`}
                  name="waive"
                  value={word}
                  checked={waived.includes(word)}
                  onChange={(on) => waive(word, on)}
                />
              ))}
            </BlockStack>
          </Card>
        ) : null}
        <InlineStack align="end">
          <Button submit variant="primary" loading={busy}>
            Save and check again
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  )
}

function Field({ field }: { readonly field: CorrectionFormField }) {
  const [value, setValue] = useState(field.value)
  const common = {
    label: field.required ? field.label : `${field.label} (optional)`,
    name: field.name,
    value,
    onChange: setValue,
    ...(field.error ? { error: field.error } : {}),
    ...(field.hint ? { helpText: field.hint } : {}),
  }
  if (field.type === 'select')
    return (
      <Select
        {...common}
        options={[
          { value: '', label: 'Please choose' },
          ...field.choices.map((one) => ({ ...one })),
        ]}
      />
    )
  // The customer's data, not that of the person who types it: nothing is filled in from their own.
  return <TextField {...common} type={field.type} autoComplete="off" />
}
