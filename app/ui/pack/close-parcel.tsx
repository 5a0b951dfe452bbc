import { useFetcher } from '@remix-run/react'
import {
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import type { BenchScreen } from './bench-screen.ts'
import { ScaleButton } from './scale-button.tsx'

interface Closing {
  readonly ok: boolean
  readonly words: string
  readonly kind: string
}

/** Carton, weight, and the way out: with everything scanned, or with a named person's reason. */
export function CloseParcel({ screen }: { readonly screen: BenchScreen }) {
  const fetcher = useFetcher<Closing>()
  const [parcels, setParcels] = useState(() => suggested(screen))
  const [touched, setTouched] = useState(false)
  const shown = touched ? parcels : suggested(screen)
  const change = (next: readonly TypedParcel[]) => {
    setTouched(true)
    setParcels(next)
  }
  const complete = screen.packed === screen.pieces
  const empty = shown.reduce(
    (sum, { carton }) => sum + (screen.cartons.find((one) => one.id === carton)?.emptyGrams ?? 0),
    0,
  )
  const expected = screen.goodsGrams === null ? null : screen.goodsGrams + empty
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const isOff = answer?.ok === false && answer.kind === 'weight_off'
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="finish" />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {complete ? 'Everything is in. Close the parcel' : 'Close the parcel'}
          </Text>
          {answer?.ok === false && (
            <Banner tone="critical" title={answer.words}>
              {isOff && <Text as="p">Weigh it again; or say why it is right as it is.</Text>}
            </Banner>
          )}
          <Text as="p">{screen.advice.words}</Text>
          {shown.map((parcel, at) => (
            <ParcelFields
              // biome-ignore lint/suspicious/noArrayIndexKey: parcels have no other name than their number
              key={at}
              screen={screen}
              number={shown.length > 1 ? at + 1 : null}
              parcel={parcel}
              change={(next) => change(shown.map((one, other) => (other === at ? next : one)))}
            />
          ))}
          <Text as="p" tone="subdued">
            {weightWords(expected, shown.length)}
          </Text>
          <InlineStack gap="200">
            {shown.length < screen.pieces && (
              <Button onClick={() => change([...shown, { carton: '', grams: '' }])}>
                Another parcel
              </Button>
            )}
            {shown.length > 1 && (
              <Button variant="plain" onClick={() => change(shown.slice(0, -1))}>
                One parcel fewer
              </Button>
            )}
          </InlineStack>
          {isOff && <WeightReason />}
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

interface TypedParcel {
  readonly carton: string
  readonly grams: string
}

const suggested = ({ advice }: BenchScreen): readonly TypedParcel[] =>
  advice.cartons.map((carton) => ({ carton: carton ?? '', grams: '' }))

function weightWords(expected: number | null, parcels: number): string {
  if (expected === null) return 'Some weights are not known: type what the scale says'
  return parcels > 1
    ? `Expected ${expected} g in all. Type what the scale says for each`
    : `Expected ${expected} g. Leave the weight empty to take that`
}

/** Carton and weight of one parcel. */
function ParcelFields({
  screen,
  number,
  parcel,
  change,
}: {
  readonly screen: BenchScreen
  /** Null: there is one parcel. */
  readonly number: number | null
  readonly parcel: TypedParcel
  readonly change: (next: TypedParcel) => void
}) {
  const named = (label: string) => (number === null ? label : `${label}, parcel ${number}`)
  return (
    <>
      <Select
        label={named('Carton')}
        name="carton"
        options={[
          { label: 'No carton of ours', value: '' },
          ...screen.cartons.map((one) => ({ label: one.label, value: one.id })),
        ]}
        value={parcel.carton}
        onChange={(carton) => change({ ...parcel, carton })}
      />
      <TextField
        label={named('Weight on the scale')}
        name="grams"
        type="integer"
        inputMode="numeric"
        suffix="g"
        autoComplete="off"
        value={parcel.grams}
        onChange={(grams) => change({ ...parcel, grams })}
        connectedRight={
          <ScaleButton take={(grams) => change({ ...parcel, grams: String(grams) })} />
        }
      />
    </>
  )
}

/** A weight that is off goes out by a named person's word. */
function WeightReason() {
  const [reason, setReason] = useState('')
  return (
    <TextField
      label="Why is this weight right?"
      name="weight_reason"
      autoComplete="off"
      maxLength={500}
      value={reason}
      onChange={setReason}
      helpText="Your name and the reason are kept with the shipment"
    />
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
