import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../journey/mail.server.ts'
import { requestKey } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { showMoney } from '../../kernel/money.ts'
import type { ShopTx } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import type { ReturnsDeps } from './deps.server.ts'
import type { HeldReturn } from './held-return.server.ts'
import { ReturnLetter, type ReturnLetterKind, returnSubject } from './letters.tsx'
import { standingLink } from './link.server.ts'
import { readReturnPlace } from './return-place.server.ts'

/** Books one letter about a return, once a kind. A customer without an address gets none. */
export async function writeLetter(
  tx: ShopTx,
  deps: Pick<ReturnsDeps, 'linkKey' | 'storefrontUrl'> & { readonly vault: ShopVault },
  returned: HeldReturn,
  about: {
    readonly kind: ReturnLetterKind
    readonly words?: string
    readonly refundMinor?: bigint
  },
): Promise<void> {
  const { kind, words = '', refundMinor = 0n } = about
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: returned.orderId } },
    include: { lines: true },
  })
  const buyer = order.sealed ? buyerShape.parse(deps.vault.open(order.sealed)) : null
  if (!buyer?.email) return
  const place = kind === 'approved' ? await readReturnPlace(tx, returned.orderId) : null
  const language = languageOf(order.locale)
  const refunded = { minor: refundMinor, currency: returned.currency }
  const props = {
    language,
    shop: await readLetterShop(tx),
    ...{ orderName: order.name, customerName: buyerName(buyer), number: returned.number, words },
    lines: order.lines.flatMap((line) => {
      const pieces = returned.lines
        .filter((one) => one.orderLineId === line.id)
        .reduce((sum, one) => sum + one.quantity, 0)
      return pieces > 0
        ? [{ title: line.title, about: line.variantTitle ?? '', quantity: pieces, price: '' }]
        : []
    }),
    sendTo: place?.addressLines ?? [],
    refund: refundMinor > 0n ? showMoney(refunded, language) : '',
    url: await standingLink(tx, deps, returned.orderId),
  }
  await bookMail(tx, deps.vault, {
    orderId: returned.orderId,
    kind: `return_${kind}`,
    key: requestKey('mail_return', kind, returned.id),
    letter: {
      ...{ to: buyer.email, subject: returnSubject(kind, props) },
      ...(await renderLetter(ReturnLetter({ kind, props }))),
    },
  })
}
