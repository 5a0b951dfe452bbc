import { buyerName, buyerShape } from '../../journey/buyer.ts'
import { makeCustomerLink } from '../../journey/customer-link.server.ts'
import { daysAfter } from '../../journey/due.ts'
import { renderLetter } from '../../journey/letter/index.ts'
import { readLetterShop } from '../../journey/letter/letter-shop.server.ts'
import { bookMail, type MailBooking } from '../../journey/mail.server.ts'
import { showDay } from '../../journey/show-time.ts'
import type { ParcelId, ShopId } from '../../kernel/ids.ts'
import { languageOf } from '../../kernel/language.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { ShopVault } from '../../platform/vault.server.ts'
import { type DueLetter, decideLetters } from './decide-letters.ts'
import type { TrackDeps } from './deps.server.ts'
import { TrackLetter, type TrackLetterProps, trackSubject } from './letters.tsx'
import { readParcel } from './read-parcel.server.ts'

/** How long the link to an order's page works. */
const linkDays = 180

interface Writing {
  readonly orderId: MailBooking['orderId']
  readonly to: string
  readonly props: TrackLetterProps
  readonly due: readonly DueLetter[]
}

/** Books the letters a customer should have by now and has not, once each. */
export async function writeLetters(deps: TrackDeps, shop: ShopId, id: ParcelId): Promise<void> {
  const vault = await deps.vaults.of(shop)
  const writing = await withShop(deps.db, shop, (tx) => readWriting(tx, deps, vault, id))
  if (!writing) return
  const { due, props, orderId, to } = writing
  const letters = await Promise.all(
    due.map(async ({ kind, key }) => ({
      ...{ orderId, kind, key },
      letter: {
        ...{ to, subject: trackSubject(kind, props) },
        ...(await renderLetter(TrackLetter({ kind, props }))),
      },
    })),
  )
  await withShop(deps.db, shop, async (tx) => {
    for (const letter of letters) await bookMail(tx, vault, letter)
  })
}

/** null where nothing is due, or nobody left an address to write to. */
async function readWriting(
  tx: ShopTx,
  deps: TrackDeps,
  vault: ShopVault,
  id: ParcelId,
): Promise<Writing | null> {
  const parcel = await readParcel(tx, id)
  if (!parcel) return null
  const shop = await readLetterShop(tx)
  const { shipment } = parcel
  const wanted = decideLetters({
    ...{ shipmentId: shipment.id, kind: shipment.kind, state: shipment.state, parcel },
    outForDeliveryWanted: shop.settings.mailOutForDelivery,
  })
  const booked = await tx.mail.findMany({
    where: { shopId: tx.shopId, key: { in: wanted.map((letter) => letter.key) } },
    select: { key: true },
  })
  const due = wanted.filter((letter) => !booked.some((mail) => mail.key === letter.key))
  if (due.length === 0) return null
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    include: { lines: true },
  })
  const buyer = order.sealed ? buyerShape.parse(vault.open(order.sealed)) : null
  if (!buyer?.email) return null
  const rows = await tx.parcel.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id, trackingNumber: { not: null } },
    orderBy: { position: 'asc' },
    omit: { labelPdf: true, labelZpl: true },
  })
  const lines = await tx.shipmentLine.findMany({
    where: { shopId: tx.shopId, shipmentId: shipment.id },
    orderBy: { id: 'asc' },
  })
  const language = languageOf(order.locale)
  const day = (at: Date | null) => (at ? showDay(at.toISOString(), language, shop.timeZone) : '')
  return {
    ...{ orderId: shipment.orderId, to: buyer.email, due },
    props: {
      ...{ shop, language, orderName: order.name, customerName: buyerName(buyer) },
      returnWindowDays: shop.settings.returnWindowDays,
      returnUrl: await returnUrl(tx, deps, {
        orderId: shipment.orderId,
        days: due.some(({ kind }) => kind === 'delivered') ? shop.settings.returnWindowDays : 0,
      }),
      parcels: rows.map((row) => ({
        ...{
          carrier: row.carrierName ?? '',
          number: row.trackingNumber ?? '',
          url: row.trackingUrl,
        },
        expected: day(row.eta),
        // A day that became an earlier one needs no excuse.
        expectedBefore:
          day(row.originalEta) !== day(row.eta) && (row.originalEta ?? 0) < (row.eta ?? 0)
            ? day(row.originalEta)
            : '',
      })),
      lines: lines.flatMap((line) => {
        const of = order.lines.find((one) => one.id === line.orderLineId)
        return of
          ? [{ title: of.title, about: of.variantTitle ?? '', quantity: line.quantity, price: '' }]
          : []
      }),
      trackUrl: await makeCustomerLink(tx, deps, {
        orderId: shipment.orderId,
        purpose: 'track',
        expiresAt: daysAfter(new Date(), linkDays),
      }),
    },
  }
}

/** Where a return is asked for, as long as the shop takes goods back; empty where it does not. */
const returnUrl = async (
  tx: ShopTx,
  deps: TrackDeps,
  { orderId, days }: { readonly orderId: Writing['orderId']; readonly days: number },
): Promise<string> =>
  days === 0
    ? ''
    : makeCustomerLink(tx, deps, {
        ...{ orderId, purpose: 'return' },
        expiresAt: daysAfter(new Date(), days),
      })
