import type { OrderId } from '../kernel/ids.ts'
import { jsonRows } from '../kernel/json-rows.ts'
import type { Prisma, ShopTx } from '../platform/db.server.ts'
import { touched } from '../platform/piece-of-work.server.ts'

export interface TimelineNote {
  /** The room that writes: `intake`, `check`, …, or `journey`. */
  readonly room: string
  /** Machine word: `moved`, `held`, `mail_sent`, `label_bought`, … */
  readonly kind: string
  /** One sentence for the merchant. Never a name, address, e-mail or phone number. */
  readonly text: string
  /** `system`, `customer`, `carrier`, `partner:<id>`, `store`, or a person's handle (`shopify:123`). */
  readonly by: string
  readonly detail?: Prisma.InputJsonObject
}

type Line = TimelineNote & { readonly order_id: OrderId }

/** Lines of transactions under way. They are written together, in their order, when the work is through. */
const underWay = new WeakMap<ShopTx, Line[]>()

/** Writes one line of an order's history, at the end of the transaction. There is no way to change or remove one. */
export async function note(tx: ShopTx, orderId: OrderId, entry: TimelineNote): Promise<void> {
  touched(orderId)
  const line = { detail: {}, ...entry, order_id: orderId }
  const others = underWay.get(tx)
  if (others) {
    others.push(line)
    return
  }
  const lines = [line]
  underWay.set(tx, lines)
  tx.atEnd(() => write(tx, lines))
}

const write = (tx: ShopTx, lines: readonly Line[]) => tx.$executeRaw`
  insert into timeline (shop_id, order_id, room, kind, text, by, detail)
  select ${tx.shopId}::uuid, order_id, room, kind, text, by, detail
  from json_to_recordset(${jsonRows(lines)}::json)
    as r(order_id uuid, room text, kind text, text text, by text, detail jsonb)`
