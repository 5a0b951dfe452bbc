import { useFetcher } from '@remix-run/react'
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import { showDay, showInstant } from '../../journey/show-time.ts'
import { showMoney } from '../../kernel/money.ts'
import { hostOf } from '../../kernel/web-address.ts'
import type { ShipAnswer, ShownParcel } from './answer.ts'
import { LabelButtons } from './label-buttons.tsx'
import { OwnLabelForm } from './own-label-form.tsx'
import { RatesForm } from './rates-form.tsx'

interface ParcelCardProps {
  readonly shipmentId: string
  readonly shipmentNumber: string
  readonly parcel: ShownParcel
  readonly contentGrams: number
  readonly timeZone: string
  readonly several: boolean
  readonly mayAct: boolean
}

/** One parcel: its label, or the way to one. */
export function ParcelCard(props: ParcelCardProps) {
  const { parcel, several, mayAct } = props
  const fetcher = useFetcher<ShipAnswer>({ key: `parcel-${parcel.id}` })
  const answer = fetcher.data
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {several ? `Parcel ${parcel.position}` : 'Label'}
          </Text>
          {parcel.number && <Badge tone="info">{parcel.statusWords}</Badge>}
        </InlineStack>
        {answer?.kind === 'refused' && (
          <Banner tone="critical">
            <Text as="p">{answer.words}</Text>
          </Banner>
        )}
        {parcel.number ? (
          <WithLabel {...props} fetcher={fetcher} />
        ) : (
          <WithoutLabel {...props} fetcher={fetcher} />
        )}
        {several && !parcel.number && mayAct && (
          <InlineStack>
            <Button
              variant="plain"
              tone="critical"
              onClick={() =>
                fetcher.submit({ intent: 'remove_parcel', parcel: parcel.id }, { method: 'post' })
              }
            >
              Take this parcel away
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  )
}

type Inner = ParcelCardProps & {
  readonly fetcher: ReturnType<typeof useFetcher<ShipAnswer>>
}

function WithLabel({ shipmentId, shipmentNumber, parcel, timeZone, mayAct, fetcher }: Inner) {
  const [sure, setSure] = useState(false)
  const cost =
    parcel.costMinor && parcel.costCurrency
      ? showMoney({ minor: BigInt(parcel.costMinor), currency: parcel.costCurrency })
      : null
  return (
    <BlockStack gap="300">
      <BlockStack gap="100">
        <Text as="p">{[parcel.carrier, parcel.service, cost].filter(Boolean).join(', ')}</Text>
        {parcel.url ? (
          <span className="ow-wrap">
            <a href={parcel.url} target="_blank" rel="noreferrer">
              {parcel.number}
            </a>{' '}
            <small>({hostOf(parcel.url)})</small>
          </span>
        ) : (
          <span className="ow-wrap">{parcel.number}</span>
        )}
        {parcel.eta && (
          <Text as="p" tone="subdued">
            Expected {showDay(parcel.eta, 'en', timeZone)}
          </Text>
        )}
      </BlockStack>
      {parcel.hasFile && (
        <LabelButtons
          path={`/app/ship/${shipmentId}/label?parcel=${parcel.id}`}
          name={`${shipmentNumber}-${parcel.position}`.replace('#', '')}
        />
      )}
      <News events={parcel.events} timeZone={timeZone} />
      {parcel.mayVoid && mayAct && (
        <InlineStack gap="200" blockAlign="center">
          {sure ? (
            <>
              <Text as="span">The carrier will not take it with this label any more.</Text>
              <Button
                tone="critical"
                loading={fetcher.state !== 'idle'}
                onClick={() =>
                  fetcher.submit({ intent: 'void', parcel: parcel.id }, { method: 'post' })
                }
              >
                Make it void
              </Button>
              <Button variant="plain" onClick={() => setSure(false)}>
                Keep it
              </Button>
            </>
          ) : (
            <Button variant="plain" tone="critical" onClick={() => setSure(true)}>
              Make this label void
            </Button>
          )}
        </InlineStack>
      )}
    </BlockStack>
  )
}

function News({ events, timeZone }: Pick<ShownParcel, 'events'> & { timeZone: string }) {
  if (events.length === 0) return null
  return (
    <ol className="ow-timeline">
      {events.map((event) => (
        <li key={event.id}>
          <Text as="p">
            <span dir="auto">{event.words}</span>
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {event.place && <bdi>{event.place}, </bdi>}
            {event.at ? showInstant(event.at, 'en', timeZone) : 'no time told'}
          </Text>
        </li>
      ))}
    </ol>
  )
}

function WithoutLabel(props: Inner) {
  const { shipmentId, parcel, contentGrams, timeZone, mayAct, fetcher } = props
  const [own, setOwn] = useState(false)
  if (parcel.purchaseOpen)
    return (
      <BlockStack gap="300">
        <Text as="p">
          A label was asked of {parcel.carrier ?? 'the carrier'} and the answer is still open. The
          app repeats it by itself and never buys twice.
        </Text>
        {mayAct && (
          <InlineStack>
            <Button
              loading={fetcher.state !== 'idle'}
              onClick={() => fetcher.submit({ intent: 'ask_again' }, { method: 'post' })}
            >
              Ask again now
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    )
  if (parcel.why) return <Text as="p">{parcel.why}</Text>
  if (!mayAct) return <Text as="p">No label yet.</Text>
  return (
    <BlockStack gap="300">
      {own ? (
        <OwnLabelForm parcelId={parcel.id} fetcher={fetcher} />
      ) : (
        <RatesForm {...{ shipmentId, parcel, contentGrams, timeZone, fetcher }} />
      )}
      <InlineStack>
        <Button variant="plain" onClick={() => setOwn(!own)}>
          {own ? 'Buy a label here instead' : 'Use a label of my own'}
        </Button>
      </InlineStack>
    </BlockStack>
  )
}
