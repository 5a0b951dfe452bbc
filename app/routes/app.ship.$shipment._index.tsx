import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react'
import { Badge, Banner, BlockStack, Layout, List, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { noteDataSeen } from '../journey/audit/data-seen.server.ts'
import { mayDo } from '../journey/permissions.ts'
import { shipmentLabel } from '../journey/shipment.ts'
import { isUuid, shipmentId } from '../kernel/ids.ts'
import { readShipmentPage } from '../stages/ship/index.server.ts'
import { trackingOf } from '../stages/track/index.server.ts'
import { parcelStatusWords } from '../stages/track/index.ts'
import { ChangedInStore } from '../ui/changed-in-store.tsx'
import { PageError } from '../ui/page-error.tsx'
import type { ShipAnswer } from '../ui/ship/answer.ts'
import { OnItsWayCard } from '../ui/ship/on-its-way-card.tsx'
import { ParcelCard } from '../ui/ship/parcel-card.tsx'
import { ContentsCard, WhereCard } from '../ui/ship/side-cards.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { actOnShipment } from '../wiring/ship-action.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'ship.see')
  const raw = params['shipment'] ?? ''
  const found = isUuid(raw) ? await readShipmentPage(services(), shop, shipmentId(raw)) : null
  if (!found) throw new Response(null, { status: 404 })
  await noteDataSeen(services().db, shop, [found.orderId])
  const tracking = await trackingOf(services(), shop, found.orderId)
  const boxes = tracking?.shipments.flatMap((one) => one.parcels) ?? []
  return {
    shipment: {
      ...found,
      parcels: found.parcels.map((parcel) => ({
        ...parcel,
        statusWords: parcelStatusWords(parcel.status),
        events: boxes.find((box) => box.id === parcel.id)?.events ?? [],
      })),
    },
    mayAct: mayDo(person.role, 'ship.label'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'ship.label')
  const raw = params['shipment'] ?? ''
  if (!isUuid(raw)) throw new Response(null, { status: 404 })
  const answer = await actOnShipment(services(), shop, shipmentId(raw), {
    form: await readForm(request),
    by: person.handle,
  })
  const status = { done: 200, bulk: 200, refused: 409, bad_form: 400 }[answer.kind]
  return data(answer, { status })
}

/** One shipment at the shipping desk: a label for each parcel, bought or of one's own. */
export default function ShipOne() {
  const { shipment, mayAct } = useLoaderData<typeof loader>()
  const fetcher = useFetcher<ShipAnswer>()
  const { revalidate } = useRevalidator()
  const settled = ['delivered', 'came_back', 'cancelled'].includes(shipment.state)
  useEffect(() => {
    if (settled) return
    const timer = setInterval(revalidate, 8_000)
    return () => clearInterval(timer)
  }, [revalidate, settled])
  const onItsWay = shipment.state === 'handed_over' || shipment.state === 'moving'
  return (
    <Page
      title={shipment.number}
      titleMetadata={<Badge>{shipmentLabel[shipment.state]}</Badge>}
      backAction={{ content: 'Ship', url: '/app/ship' }}
      {...(shipment.state === 'packed' && mayAct && shipment.kind === 'warehouse'
        ? {
            secondaryActions: [
              {
                content: 'Add a parcel',
                onAction: () => fetcher.submit({ intent: 'add_parcel' }, { method: 'post' }),
                loading: fetcher.state !== 'idle',
              },
            ],
          }
        : {})}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {shipment.storeRefusal && (
              <Banner
                tone="critical"
                title="The store did not take the fulfilment"
                {...(mayAct
                  ? {
                      action: {
                        content: 'Tell the store again',
                        loading: fetcher.state !== 'idle',
                        onAction: () => fetcher.submit({ intent: 'again' }, { method: 'post' }),
                      },
                    }
                  : {})}
              >
                <Text as="p">{shipment.storeRefusal}</Text>
              </Banner>
            )}
            {shipment.holds.length > 0 && (
              <Banner tone="warning" title="The order is held">
                <List>
                  {shipment.holds.map((reason) => (
                    <List.Item key={reason}>{reason}</List.Item>
                  ))}
                </List>
              </Banner>
            )}
            <ChangedInStore fields={shipment.undecided} orderId={shipment.orderId} />
            {shipment.overrideReason && (
              <Banner tone="info" title="Let go without a full check">
                <Text as="p">{shipment.overrideReason}</Text>
              </Banner>
            )}
            {shipment.state === 'packed' &&
              shipment.parcels.length > 0 &&
              shipment.parcels.every((parcel) => parcel.number !== null) && (
                <Banner
                  tone="info"
                  title="It has its label already"
                  {...(mayAct
                    ? {
                        action: {
                          content: 'Go on with this label',
                          loading: fetcher.state !== 'idle',
                          onAction: () =>
                            fetcher.submit({ intent: 'ask_again' }, { method: 'post' }),
                        },
                      }
                    : {})}
                >
                  <Text as="p">
                    The parcel was opened again after the label was asked for. Make the label void
                    if its weight has changed.
                  </Text>
                </Banner>
              )}
            {shipment.parcels.length === 0 && (
              <Banner tone="info">
                <Text as="p">
                  {shipment.kind === 'warehouse'
                    ? 'Packing has made no parcel yet.'
                    : 'There is no parcel to label here.'}
                </Text>
              </Banner>
            )}
            {shipment.parcels.map((parcel) => (
              <ParcelCard
                key={parcel.id}
                shipmentId={shipment.id}
                shipmentNumber={shipment.number}
                parcel={parcel}
                contentGrams={shipment.contentGrams}
                timeZone={shipment.timeZone}
                several={shipment.parcels.length > 1}
                mayAct={mayAct}
              />
            ))}
            {onItsWay && <OnItsWayCard mayAct={mayAct} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <WhereCard {...shipment} />
            <ContentsCard lines={shipment.lines} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  )
}

export const ErrorBoundary = PageError
