import type { FetcherWithComponents } from '@remix-run/react'
import { BlockStack, Button, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { ShipAnswer } from './answer.ts'

interface OwnLabelFormProps {
  readonly parcelId: string
  readonly fetcher: FetcherWithComponents<ShipAnswer>
}

/** A label that was made elsewhere: scan or type its number. */
export function OwnLabelForm({ parcelId, fetcher }: OwnLabelFormProps) {
  const [values, setValues] = useState({ number: '', carrier: '', url: '' })
  const wrong = fetcher.data?.kind === 'bad_form' ? fetcher.data.fields : {}
  const field = (name: keyof typeof values, label: string, helpText: string) => (
    <TextField
      label={label}
      name={name}
      value={values[name]}
      onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
      autoComplete="off"
      helpText={helpText}
      maxLength={300}
      {...(wrong[name] ? { error: wrong[name] } : {})}
    />
  )
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="own" />
      <input type="hidden" name="parcel" value={parcelId} />
      <BlockStack gap="300">
        {field('number', 'Tracking number', 'Scan it or type it')}
        {field('carrier', 'Carrier', 'May stay empty where the number tells it, as with UPS')}
        {field(
          'url',
          'Link to follow it (optional)',
          'Known carriers’ links are added by themselves',
        )}
        <Button submit loading={fetcher.state !== 'idle'} disabled={values.number.trim() === ''}>
          Use this label
        </Button>
      </BlockStack>
    </fetcher.Form>
  )
}
