import { ShopperForm } from './form.tsx'
import { Block, Lines, Notice, type ShopFace, ShopperPage } from './page.tsx'

export interface ConfirmPageProps {
  readonly shop: ShopFace
  readonly order: {
    readonly name: string
    readonly lines: readonly {
      readonly id: string
      readonly title: string
      readonly about: string
      readonly quantity: number
      readonly price: string
    }[]
    readonly total: string
    readonly delivery: string
    readonly address: readonly string[]
    readonly promised: string
  }
}

const OrderDetails = ({ order }: Pick<ConfirmPageProps, 'order'>) => (
  <>
    <Lines lines={order.lines.map((line) => ({ ...line, imageUrl: null }))} />
    <p>
      <strong>
        Total: <bdi>{order.total}</bdi>
      </strong>
    </p>
    <h2>Delivery</h2>
    <p>
      {order.delivery}
      {order.promised ? ` It should be with you by ${order.promised}.` : ''}
    </p>
    {order.address.length > 0 ? <Block lines={order.address} /> : null}
  </>
)

/** The order with one button. Nothing happens until it is pressed: mail programs open links too. */
export const ConfirmPage = ({ shop, order }: ConfirmPageProps) => (
  <ShopperPage shop={shop} title={`Is order ${order.name} right?`}>
    <OrderDetails order={order} />
    <ShopperForm button="Yes, confirm my order" />
    <p className="after quiet">
      As soon as you confirm, we start working on it. If something is wrong, please write to us
      before you confirm.
    </p>
  </ShopperPage>
)

/** After the yes, and for everybody who comes back later. */
export const ConfirmedPage = ({
  shop,
  order,
  already,
}: ConfirmPageProps & { readonly already: boolean }) => (
  <ShopperPage shop={shop} title={already ? 'Your order is confirmed' : 'Thank you'}>
    <Notice
      tone="good"
      title={
        already ? `Order ${order.name} was confirmed before.` : `Order ${order.name} is confirmed.`
      }
    />
    <p>We are working on it. You get a mail when it is on its way.</p>
    <OrderDetails order={order} />
  </ShopperPage>
)

/** The order waits for something else than a yes. */
export const ConfirmLaterPage = ({
  shop,
  orderName,
}: {
  readonly shop: ShopFace
  readonly orderName: string
}) => (
  <ShopperPage shop={shop} title="One moment, please">
    <p>
      Order {orderName} is being checked again, because something about it changed. We write to you
      as soon as it needs your answer.
    </p>
  </ShopperPage>
)
