import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, FormLayout, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'

interface BookFormProps {
  /** Sent with the form: the same form sent twice is booked once. */
  readonly formKey: string
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly bins: readonly {
    readonly binId: string
    readonly code: string
    readonly place: string
    readonly lotId: string | null
    readonly lot: string | null
    readonly available: number
  }[]
}

const deeds = [
  { value: 'received', label: 'Goods came in', quantity: 'Pieces that came in' },
  { value: 'counted', label: 'I counted a bin', quantity: 'Pieces found, without damaged ones' },
  { value: 'found', label: 'I found more', quantity: 'Pieces found besides' },
  { value: 'lost', label: 'Pieces are missing', quantity: 'Pieces missing' },
  { value: 'damaged', label: 'Pieces are damaged', quantity: 'Pieces damaged' },
  { value: 'sent', label: 'I send them to another place', quantity: 'Pieces sent' },
  { value: 'moved', label: 'I put them into another bin', quantity: 'Pieces moved' },
] as const

/** Goods received, counted, found, lost, damaged, or put elsewhere. */
export function BookForm({ formKey, places, bins }: BookFormProps) {
  const [deed, setDeed] = useState<string>('received')
  // Goods mostly come where most of them lie.
  const usual = [...bins].sort((a, b) => b.available - a.available)[0]?.place
  const [place, setPlace] = useState(
    (places.find((one) => one.name === usual) ?? places[0])?.id ?? '',
  )
  // A bin, or a lot in it.
  const nameOf = (one: { readonly binId: string; readonly lotId: string | null }) =>
    one.lotId ? `${one.binId} ${one.lotId}` : one.binId
  const [bin, setBin] = useState(bins[0] ? nameOf(bins[0]) : '')
  const [lot, setLot] = useState('')
  const [lastDay, setLastDay] = useState('')
  const [quantity, setQuantity] = useState('')
  const [toBin, setToBin] = useState('')
  const busy = useNavigation().state !== 'idle'
  const chosen = deeds.find((one) => one.value === deed) ?? deeds[0]
  const atBin = deed !== 'received'
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="key" value={formKey} />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Book
          </Text>
          <Select
            label="What happened"
            name="deed"
            value={deed}
            onChange={setDeed}
            options={deeds
              .filter(({ value }) => value === 'received' || bins.length > 0)
              .filter(({ value }) => value !== 'sent' || places.length > 1)
              .map(({ value, label }) => ({ value, label }))}
          />
          {atBin ? (
            <Select
              label="Bin"
              name="bin"
              value={bin}
              onChange={setBin}
              options={bins.map((one) => ({
                value: nameOf(one),
                label: `${one.code}, ${one.place}${one.lot ? `, lot ${one.lot}` : ''}`,
              }))}
            />
          ) : (
            <Select
              label="Place"
              name="place"
              value={place}
              onChange={setPlace}
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              helpText="They go into the item’s own bin there."
            />
          )}
          {deed === 'received' && (
            <FormLayout>
              <FormLayout.Group condensed>
                <TextField
                  label="Lot, if they have one"
                  name="lot"
                  value={lot}
                  onChange={setLot}
                  autoComplete="off"
                  maxLength={60}
                />
                <TextField
                  label="Last day to send"
                  name="lastDay"
                  type="date"
                  value={lastDay}
                  onChange={setLastDay}
                  autoComplete="off"
                  disabled={lot.trim() === ''}
                />
              </FormLayout.Group>
            </FormLayout>
          )}
          {deed === 'sent' && (
            <Select
              label="To"
              name="place"
              value={place}
              onChange={setPlace}
              options={places.map(({ id, name }) => ({ value: id, label: name }))}
              helpText="They are on their way until they are received there: see Goods coming in."
            />
          )}
          {deed === 'moved' && (
            <TextField
              label="Into the bin"
              name="to"
              value={toBin}
              onChange={setToBin}
              autoComplete="off"
              placeholder="A-01-02"
              maxLength={60}
            />
          )}
          <TextField
            label={chosen.quantity}
            name="quantity"
            type="number"
            inputMode="numeric"
            min={deed === 'counted' ? 0 : 1}
            max={100_000}
            step={1}
            value={quantity}
            onChange={setQuantity}
            autoComplete="off"
          />
          <Button
            submit
            variant="primary"
            loading={busy}
            disabled={quantity.trim() === '' || (deed === 'moved' && toBin.trim() === '')}
          >
            Book it
          </Button>
        </BlockStack>
      </Form>
    </Card>
  )
}
