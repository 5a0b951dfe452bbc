import { Form, useNavigation } from '@remix-run/react'
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
import { useState } from 'react'

interface InboundFormProps {
  readonly inbound: {
    readonly head: {
      readonly kind: 'order' | 'notice' | 'transfer'
      readonly number: string
      readonly vendor: string
      readonly locationId: string
      readonly expectedOn: string | null
      readonly note: string
      readonly version: number
      readonly order: { readonly number: string } | null
    }
    readonly lines: readonly {
      readonly sku: string | null
      readonly barcode: string | null
      readonly quantity: number
      readonly cost: string
      readonly lot: string | null
      readonly expiresOn: string | null
    }[]
  } | null
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly currency: string
}

interface Line {
  readonly key: number
  readonly code: string
  readonly quantity: string
  readonly cost: string
  readonly lot: string
  readonly expiresOn: string
}
const empty = (key: number): Line => ({
  ...{ key, code: '', quantity: '', cost: '', lot: '', expiresOn: '' },
})

/** A purchase order or a notice, typed; articles by SKU or scanned barcode. */
export function InboundForm({ inbound, places, currency }: InboundFormProps) {
  const head = inbound?.head
  const [kind, setKind] = useState<string>(head?.kind ?? 'order')
  const [fields, setFields] = useState({
    ...{ number: head?.number ?? '', vendor: head?.vendor ?? '', note: head?.note ?? '' },
    ...{ place: head?.locationId ?? places[0]?.id ?? '', expectedOn: head?.expectedOn ?? '' },
    orderNumber: head?.order?.number ?? '',
  })
  const [lines, setLines] = useState<readonly Line[]>(() => [
    ...(inbound?.lines ?? []).map((line, key) => ({
      ...{ key, code: line.sku ?? line.barcode ?? '', quantity: String(line.quantity) },
      ...{ cost: line.cost, lot: line.lot ?? '', expiresOn: line.expiresOn ?? '' },
    })),
    empty(inbound?.lines.length ?? 0),
  ])
  const busy = useNavigation().state === 'submitting'
  const set = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }))
  const change = (key: number, part: Partial<Line>) =>
    setLines((before) => {
      const after = before.map((line) => (line.key === key ? { ...line, ...part } : line))
      const last = after.at(-1)
      return last && last.code !== '' ? [...after, empty(last.key + 1)] : after
    })
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="version" value={head?.version ?? 0} />
      <BlockStack gap="400">
        <Card>
          <FormLayout>
            <FormLayout.Group>
              <Select
                label="What it is"
                name="kind"
                value={kind}
                onChange={setKind}
                options={[
                  { value: 'order', label: 'Purchase order' },
                  { value: 'notice', label: 'Notice of goods on their way (ASN)' },
                ]}
              />
              <TextField
                label="Number"
                name="number"
                value={fields.number}
                onChange={(number) => set({ number })}
                maxLength={60}
                placeholder="Given by the app"
                autoComplete="off"
              />
              <TextField
                label="From"
                name="vendor"
                value={fields.vendor}
                onChange={(vendor) => set({ vendor })}
                maxLength={120}
                placeholder="Supplier"
                autoComplete="off"
              />
            </FormLayout.Group>
            <FormLayout.Group>
              <Select
                label="To"
                name="place"
                value={fields.place}
                onChange={(place) => set({ place })}
                options={places.map(({ id, name }) => ({ value: id, label: name }))}
              />
              <TextField
                label="Expected on"
                name="expectedOn"
                type="date"
                value={fields.expectedOn}
                onChange={(expectedOn) => set({ expectedOn })}
                autoComplete="off"
              />
              {kind === 'notice' && (
                <TextField
                  label="Of purchase order"
                  name="orderNumber"
                  value={fields.orderNumber}
                  onChange={(orderNumber) => set({ orderNumber })}
                  maxLength={60}
                  placeholder="PO-1001, if it is of one"
                  autoComplete="off"
                />
              )}
            </FormLayout.Group>
            <TextField
              label="Note"
              name="note"
              value={fields.note}
              onChange={(note) => set({ note })}
              maxLength={1_000}
              multiline={2}
              autoComplete="off"
            />
          </FormLayout>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Articles
            </Text>
            <div className="ow-lines">
              {lines.map((line, at) => (
                <OneLine
                  key={line.key}
                  line={line}
                  at={at + 1}
                  currency={currency}
                  onChange={(part) => change(line.key, part)}
                  onRemove={() =>
                    setLines((before) => before.filter((one) => one.key !== line.key))
                  }
                />
              ))}
            </div>
          </BlockStack>
        </Card>
        <InlineStack>
          <Button
            submit
            variant="primary"
            loading={busy}
            disabled={lines.every(({ code }) => code.trim() === '')}
          >
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  )
}

interface OneLineProps {
  readonly line: Line
  readonly at: number
  readonly currency: string
  readonly onChange: (part: Partial<Line>) => void
  readonly onRemove: () => void
}

function OneLine({ line, at, currency, onChange, onRemove }: OneLineProps) {
  return (
    <div className="ow-line">
      <TextField
        label={`Article ${at}`}
        name="code"
        value={line.code}
        onChange={(code) => onChange({ code })}
        maxLength={120}
        placeholder="SKU or barcode"
        autoComplete="off"
      />
      <TextField
        label="Pieces"
        name="quantity"
        type="number"
        min={1}
        inputMode="numeric"
        value={line.quantity}
        onChange={(quantity) => onChange({ quantity })}
        autoComplete="off"
      />
      <TextField
        label={`Each, ${currency}`}
        name="cost"
        inputMode="decimal"
        value={line.cost}
        onChange={(cost) => onChange({ cost })}
        autoComplete="off"
      />
      <TextField
        label="Lot"
        name="lot"
        value={line.lot}
        onChange={(lot) => onChange({ lot })}
        maxLength={60}
        autoComplete="off"
      />
      <TextField
        label="Last day"
        name="expiresOn"
        type="date"
        value={line.expiresOn}
        onChange={(expiresOn) => onChange({ expiresOn })}
        autoComplete="off"
      />
      <Button
        onClick={onRemove}
        disabled={line.code === ''}
        accessibilityLabel={`Remove article ${at}`}
      >
        Remove
      </Button>
    </div>
  )
}
