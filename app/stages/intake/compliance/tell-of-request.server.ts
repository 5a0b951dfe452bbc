import { readLetterShop } from '../../../journey/letter/letter-shop.server.ts'
import { bookMail } from '../../../journey/mail.server.ts'
import { showDay } from '../../../journey/show-time.ts'
import type { ShopTx } from '../../../platform/db.server.ts'
import type { ShopVault } from '../../../platform/vault.server.ts'

/**
 * Writes to the shop that a customer asked for their data, by when it has to be sent on, and where it lies.
 * Names nobody: the data stays in the app, behind its sign-in. The same request is told once.
 */
export async function tellOfRequest(
  tx: ShopTx,
  vault: ShopVault,
  { deliveryId, dueAt }: { readonly deliveryId: string; readonly dueAt: Date },
): Promise<void> {
  const shop = await readLetterShop(tx)
  const to = shop.contact.email
  if (!to) return
  const lines = [
    'A customer asked for the data that is kept about them.',
    'It was collected in Orderwright. Open Orderwright, then Deliveries: the request is under “Privacy”. Show the data, send it to the customer, and close the request.',
    `Please do so by ${showDay(dueAt.toISOString(), 'en', shop.timeZone)}: the law gives a month.`,
  ]
  await bookMail(tx, vault, {
    ...{ orderId: null, kind: 'privacy_request', key: `privacy_request:${deliveryId}` },
    letter: {
      to,
      subject: 'A customer asked for their data',
      text: lines.join('\n\n'),
      html: lines.map((line) => `<p>${line}</p>`).join(''),
    },
  })
}
