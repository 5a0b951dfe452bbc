/// <reference types="@shopify/ui-extensions/customer-account.order-status.block.render" />
import '@shopify/ui-extensions/preact'
import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type OrderStatus, readOrderStatus } from './order-status.ts'

export default async () => {
  render(<OrderStatusBlock />, document.body)
}

const way: readonly OrderStatus['stage'][] = [
  'received',
  'confirmed',
  'prepared',
  'onTheWay',
  'delivered',
]

/** The shopper's view: the stage, the parcels and the expected day. Shows nothing for an order nobody works on. */
function OrderStatusBlock() {
  const [status, setStatus] = useState<'asking' | 'failed' | null | OrderStatus>('asking')
  const order = shopify.order.value?.id
  const confirmation = shopify.order.value?.confirmationNumber ?? ''
  useEffect(() => {
    if (!order) return setStatus(null)
    shopify.sessionToken
      .get()
      .then((token) => readOrderStatus(order, confirmation, token))
      .then(setStatus, () => setStatus('failed'))
  }, [order, confirmation])
  const say = shopify.i18n.translate
  if (status === null) return null
  return (
    <s-section heading={say('name')}>
      {status === 'asking' && <s-spinner accessibilityLabel={say('loading')} />}
      {status === 'failed' && <s-banner tone="warning">{say('failed')}</s-banner>}
      {typeof status === 'object' && <Standing status={status} />}
    </s-section>
  )
}

const day = (iso: string) =>
  shopify.i18n.formatDate(new Date(iso), { weekday: 'long', day: 'numeric', month: 'long' })

function Standing({ status }: { status: OrderStatus }) {
  const say = shopify.i18n.translate
  const at = way.indexOf(status.stage)
  return (
    <s-stack gap="base">
      {status.stage === 'held' && <s-banner tone="warning">{say('held')}</s-banner>}
      <s-text type="strong">{status.stage === 'held' ? say('received') : say(status.stage)}</s-text>
      {at >= 0 && (
        <s-progress value={at + 1} max={way.length} accessibilityLabel={say(status.stage)} />
      )}
      {status.expectedDay && status.stage !== 'delivered' && (
        <s-text>
          {say(status.later ? 'later' : 'expected', { day: day(status.expectedDay) })}
        </s-text>
      )}
      {status.parcels.map((parcel) => (
        <s-stack key={parcel.number} gap="small">
          <s-text>{`${parcel.carrier}, ${say('parcel', { number: parcel.number })}`}</s-text>
          {parcel.expectedDay && status.stage !== 'delivered' && (
            <s-text color="subdued">{say('expected', { day: day(parcel.expectedDay) })}</s-text>
          )}
          {parcel.url && <s-link href={parcel.url}>{say('follow')}</s-link>}
        </s-stack>
      ))}
    </s-stack>
  )
}
