import { type FetcherWithComponents, useFetcher } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  InlineStack,
  RadioButton,
  SkeletonBodyText,
  Text,
  TextField,
} from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { showDay } from '../../journey/show-time.ts'
import { howMany } from '../../kernel/how-many.ts'
import { showMoney } from '../../kernel/money.ts'
import type { ShipAnswer, ShownOffer, ShownParcel, ShownRates } from './answer.ts'

interface RatesFormProps {
  readonly shipmentId: string
  readonly parcel: Pick<ShownParcel, 'id' | 'grams'>
  /** What the pieces weigh together without their box; a start for the scales. */
  readonly contentGrams: number
  readonly timeZone: string
  readonly fetcher: FetcherWithComponents<ShipAnswer>
}

const keyOf = (offer: ShownOffer) => `${offer.carrierKey}/${offer.service}`

/** Weight, prices of every carrier with the suggested one chosen, and the one button. */
export function RatesForm({ shipmentId, parcel, contentGrams, timeZone, fetcher }: RatesFormProps) {
  const [grams, setGrams] = useState(String(parcel.grams ?? (contentGrams || '')))
  const [asked, setAsked] = useState(grams)
  const [chosen, setChosen] = useState<string | null>(null)
  const rates = useFetcher<ShownRates>({ key: `rates-${parcel.id}` })
  const { load } = rates
  useEffect(() => {
    if (/^[1-9]\d*$/.test(asked))
      load(`/app/ship/${shipmentId}/rates?parcel=${parcel.id}&grams=${asked}`)
  }, [asked, load, parcel.id, shipmentId])
  const offers = rates.data?.kind === 'rates' ? rates.data.offers : []
  const offer = offers.find((one) => keyOf(one) === chosen) ?? offers[0]
  const loading = rates.state !== 'idle'
  const stale = grams !== asked
  return (
    <BlockStack gap="300">
      <TextField
        label="Weight in grams, off the scales"
        type="number"
        min={1}
        value={grams}
        onChange={setGrams}
        onBlur={() => setAsked(grams)}
        autoComplete="off"
        inputMode="numeric"
        suffix="g"
        {...(stale
          ? { connectedRight: <Button onClick={() => setAsked(grams)}>Ask for prices</Button> }
          : {})}
      />
      {loading && offers.length === 0 && <SkeletonBodyText lines={3} />}
      {rates.data?.kind === 'refused' && (
        <Banner tone="warning">
          <Text as="p">{rates.data.words}</Text>
        </Banner>
      )}
      {rates.data?.kind === 'rates' && (
        <Offers
          rates={rates.data}
          chosen={offer ? keyOf(offer) : null}
          choose={setChosen}
          {...{ timeZone, group: parcel.id }}
        />
      )}
      {offer && (
        <fetcher.Form method="post">
          <input type="hidden" name="intent" value="buy" />
          <input type="hidden" name="parcel" value={parcel.id} />
          <input type="hidden" name="carrier" value={offer.carrierKey} />
          <input type="hidden" name="service" value={offer.service} />
          <input type="hidden" name="grams" value={asked} />
          <Button
            submit
            variant="primary"
            size="large"
            fullWidth
            disabled={loading || stale}
            loading={fetcher.state !== 'idle'}
          >
            {`Buy label, ${priceOf(offer)}`}
          </Button>
        </fetcher.Form>
      )}
    </BlockStack>
  )
}

const priceOf = (offer: ShownOffer) =>
  showMoney({ minor: BigInt(offer.costMinor), currency: offer.currency })

const whyWords = {
  keeps: 'The cheapest that keeps the promise is chosen.',
  late: 'No service keeps the promised day; the fastest is chosen.',
  unknown: 'The cheapest is chosen.',
  none: 'No carrier offers to take it. Check weight and address, or use a label of your own.',
} as const

function Offers({
  rates,
  chosen,
  choose,
  timeZone,
  group,
}: {
  readonly rates: Extract<ShownRates, { kind: 'rates' }>
  readonly chosen: string | null
  readonly choose: (key: string) => void
  readonly timeZone: string
  readonly group: string
}) {
  return (
    <BlockStack gap="200">
      {rates.faults.map((fault) => (
        <Banner tone="warning" key={fault.carrier} title={`${fault.carrier} names no prices now`}>
          <Text as="p">{fault.words}</Text>
        </Banner>
      ))}
      <Text as="p" tone="subdued">
        {whyWords[rates.why]}
      </Text>
      {rates.offers.map((offer) => (
        <InlineStack
          key={keyOf(offer)}
          align="space-between"
          blockAlign="center"
          gap="200"
          wrap={false}
        >
          <RadioButton
            id={`${group}-${keyOf(offer)}`}
            name={`offer-${group}`}
            label={offer.name}
            helpText={daysWords(offer, timeZone)}
            checked={keyOf(offer) === chosen}
            onChange={() => choose(keyOf(offer))}
          />
          <InlineStack gap="200" blockAlign="center">
            {offer.keepsPromise === false && <Badge tone="warning">Too late</Badge>}
            <Text as="span" numeric fontWeight="semibold">
              {priceOf(offer)}
            </Text>
          </InlineStack>
        </InlineStack>
      ))}
    </BlockStack>
  )
}

function daysWords(offer: ShownOffer, timeZone: string): string {
  if (offer.days === null || offer.arrivesAt === null) return 'The carrier names no day'
  const days = howMany(offer.days, 'day')
  return `${days}, about ${showDay(offer.arrivesAt, 'en', timeZone)}`
}
