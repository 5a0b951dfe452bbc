import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { BenchScreen } from './bench-screen.ts'

interface Closing {
  readonly ok: boolean
  readonly words: string
  readonly kind: string
}

/** Carton, weight, and the way out: with everything scanned, or with a named person's reason. */
export function CloseParcel({ screen }: { readonly screen: BenchScreen }) {
  const fetcher = useFetcher<Closing>()
  const [carton, setCarton] = useState(screen.advice.cartonId ?? '')
  const [grams, setGrams] = useState('')
  const complete = screen.packed === screen.pieces
  const chosen = screen.cartons.find((one) => one.id === carton)
  const expected = screen.goodsGrams === null ? null : screen.goodsGrams + (chosen?.emptyGrams ?? 0)
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const isOff = answer?.ok === false && answer.kind === 'weight_off'
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="finish" />
        {isOff && <input type="hidden" name="weight_is_right" value="true" />}
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {complete ? 'Everything is in. Close the parcel' : 'Close the parcel'}
          </Text>
          {answer?.ok === false && (
            <Banner tone="critical" title={answer.words}>
              {isOff && <Text as="p">Press again when the parcel is right as it is.</Text>}
            </Banner>
          )}
          <Select
            label="Carton"
            name="carton"
            helpText={screen.advice.words}
            options={[
              { label: 'No carton of ours', value: '' },
              ...screen.cartons.map((one) => ({ label: one.label, value: one.id })),
            ]}
            value={carton}
            onChange={setCarton}
          />
          <TextField
            label="Weight on the scale"
            name="grams"
            type="integer"
            inputMode="numeric"
            suffix="g"
            autoComplete="off"
            value={grams}
            onChange={setGrams}
            helpText={
              expected === null
                ? 'Some weights are not known: type what the scale says'
                : `Expected ${expected} g. Leave it empty to take that`
            }
          />
          {complete ? (
            <Button
              submit
              size="large"
              fullWidth
              variant="primary"
              loading={fetcher.state !== 'idle'}
            >
              {isOff ? 'The weight is right: close it' : 'Close the parcel'}
            </Button>
          ) : (
            <LetGo busy={fetcher.state !== 'idle'} />
          )}
        </BlockStack>
      </fetcher.Form>
    </Card>
  )
}

/** The way out without a scan of everything: a named person says why. */
function LetGo({ busy }: { readonly busy: boolean }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open)
    return (
      <Button variant="plain" textAlign="start" onClick={() => setOpen(true)}>
        Something cannot be scanned
      </Button>
    )
  return (
    <>
      <TextField
        label="Why does it go out without scanning everything?"
        name="override"
        autoComplete="off"
        maxLength={500}
        multiline={2}
        value={reason}
        onChange={setReason}
        helpText="Your name and the reason are kept with the shipment"
      />
      <Button
        submit
        size="large"
        fullWidth
        tone="critical"
        disabled={reason.trim() === ''}
        loading={busy}
      >
        Let it go on my word
      </Button>
    </>
  )
}
