import type { Language } from '../../kernel/language.ts'
import { confirmPageWords } from './confirm-words.ts'
import { ShopperForm } from './form.tsx'
import { Block, Lines, Notice, type ShopFace, ShopperPage } from './page.tsx'

export interface ConfirmPageProps {
  readonly shop: ShopFace
  readonly order: {
    readonly language: Language
    readonly name: string
    readonly lines: readonly {
      readonly id: string
      readonly title: string
      readonly about: string
      readonly quantity: number
      readonly price: string
    }[]
    /** What lies between the goods and the total, in one sum; empty where the goods are all. */
    readonly between: string
    readonly total: string
    /** How it comes and when, in whole sentences. */
    readonly delivery: string
    readonly address: readonly string[]
  }
}

const OrderDetails = ({ order }: Pick<ConfirmPageProps, 'order'>) => {
  const say = confirmPageWords.in(order.language)
  return (
    <>
      <Lines lines={order.lines.map((line) => ({ ...line, imageUrl: null }))} />
      {order.between ? (
        <p className="sum">
          <span>{say('between')}</span> <bdi>{order.between}</bdi>
        </p>
      ) : null}
      <p className="sum">
        <strong>{say('total')}</strong>{' '}
        <strong>
          <bdi>{order.total}</bdi>
        </strong>
      </p>
      <h2>{say('delivery')}</h2>
      <p>{order.delivery}</p>
      {order.address.length > 0 ? <Block lines={order.address} /> : null}
    </>
  )
}

/** The order with one button. Nothing happens until it is pressed: mail programs open links too. */
export const ConfirmPage = ({ shop, order }: ConfirmPageProps) => {
  const say = confirmPageWords.in(order.language)
  return (
    <ShopperPage shop={shop} language={order.language} title={say('title', { order: order.name })}>
      <OrderDetails order={order} />
      <ShopperForm button={say('button')} />
      <p className="after quiet">{say('after')}</p>
    </ShopperPage>
  )
}

/** After the yes, and for everybody who comes back later. */
export const ConfirmedPage = ({
  shop,
  order,
  already,
}: ConfirmPageProps & { readonly already: boolean }) => {
  const say = confirmPageWords.in(order.language)
  return (
    <ShopperPage
      shop={shop}
      language={order.language}
      title={say(already ? 'already_title' : 'thanks')}
    >
      <Notice
        tone="good"
        title={say(already ? 'was_confirmed' : 'is_confirmed', { order: order.name })}
      />
      <p>{say('working')}</p>
      <OrderDetails order={order} />
    </ShopperPage>
  )
}

/** The order waits for something else than a yes. */
export const ConfirmLaterPage = ({ shop, order }: ConfirmPageProps) => {
  const say = confirmPageWords.in(order.language)
  return (
    <ShopperPage shop={shop} language={order.language} title={say('later_title')}>
      <p>{say('later', { order: order.name })}</p>
    </ShopperPage>
  )
}
