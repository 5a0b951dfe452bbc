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
import { useEffect, useRef, useState } from 'react'
import { soundWrong } from '../scan/sounds.ts'
import type { BenchScreen } from './bench-screen.ts'
import { readScale, ScaleButton } from './scale-button.tsx'
import type { GivenCommand } from './use-bench-commands.ts'

interface Closing {
  readonly ok: boolean
  readonly words: string
  readonly kind: string
}

/** Carton, weight, and the way out: with everything scanned, or with a named person's reason. */
export function CloseParcel({
  screen,
  given,
}: {
  readonly screen: BenchScreen
  readonly given: GivenCommand | null
}) {
  const fetcher = useFetcher<Closing>()
  const [parcels, setParcels] = useState(() => suggested(screen))
  const [touched, setTouched] = useState(false)
  const shown = touched ? parcels : suggested(screen)
  const change = (next: readonly TypedParcel[]) => {
    setTouched(true)
    setParcels(next)
  }
  const beside = screen.extras.filter((one) => one.must && !one.isIn)
  const complete = screen.packed === screen.pieces && beside.length === 0
  const empty = shown.reduce(
    (sum, { carton }) => sum + (screen.cartons.find((one) => one.id === carton)?.emptyGrams ?? 0),
    0,
  )
  const expected = screen.goodsGrams === null ? null : screen.goodsGrams + empty
  const answer = fetcher.state === 'idle' ? fetcher.data : undefined
  const isOff = answer?.ok === false && answer.kind === 'weight_off'
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (answer?.ok === false) soundWrong()
  }, [answer])
  const obey = ({ command }: GivenCommand) => {
    const last = shown.length - 1
    const alter = (make: (parcel: TypedParcel) => TypedParcel) =>
      change(shown.map((one, at) => (at === last ? make(one) : one)))
    switch (command.name) {
      case 'close':
        return form.current?.requestSubmit()
      case 'weight_ok':
        if (!isOff || !form.current) return soundWrong()
        return fetcher.submit(withReason(form.current), { method: 'post' })
      case 'carton':
        return alter((one) => ({ ...one, carton: cartonAfter(screen, one.carton) }))
      case 'parcel':
        return shown.length < screen.pieces
          ? change([...shown, { carton: '', grams: '' }])
          : soundWrong()
      case 'weight':
        return alter((one) => ({ ...one, grams: String(command.grams) }))
      case 'scale':
        return void readScale().then((grams) =>
          grams === null ? soundWrong() : alter((one) => ({ ...one, grams: String(grams) })),
        )
      default:
        return undefined
    }
  }
  const obeyed = useRef(obey)
  obeyed.current = obey
  useEffect(() => {
    if (given) obeyed.current(given)
  }, [given])
  return (
    <Card>
      <fetcher.Form method="post" ref={form}>
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
          {screen.packed === screen.pieces && beside.length > 0 && (
            <Banner tone="warning" title="Still to come in">
              <Text as="p">{beside.map((one) => `${one.quantity} × ${one.name}`).join(', ')}</Text>
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
            {weightWords(expected, shown.length, screen.weighEvery)}
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

/** The next of the shop's cartons; after the last none, and then the first again. */
function cartonAfter({ cartons }: BenchScreen, carton: string): string {
  const at = cartons.findIndex((one) => one.id === carton)
  return cartons[at + 1]?.id ?? ''
}

/** Whoever scans that the weight is right has no keys to say why. */
function withReason(form: HTMLFormElement): FormData {
  const data = new FormData(form)
  if (String(data.get('weight_reason') ?? '').trim() === '')
    data.set('weight_reason', 'Weighed again and found right (scanned)')
  return data
}

function weightWords(expected: number | null, parcels: number, weighEvery: boolean): string {
  if (expected === null) return 'Some weights are not known: type what the scale says'
  return parcels > 1
    ? `Expected ${expected} g in all. Type what the scale says for each`
    : weighEvery
      ? `Expected ${expected} g. Every parcel is weighed here`
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
