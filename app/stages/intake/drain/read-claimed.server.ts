import { ProviderAnswerUnreadable } from '../../../kernel/faults.ts'
import { SealBroken, type ShopVault } from '../../../platform/vault.server.ts'
import type { ShopProvider } from '../../../providers/shop/contract.ts'
import type { DeliveryMeaning } from '../../../providers/shop/snapshot.ts'
import type { Claimed } from './claim.server.ts'
import { openBody } from './kept-body.server.ts'

/** A claimed delivery with what it says, or why that cannot be told. */
export type ReadDelivery =
  | { readonly claimed: Claimed; readonly meaning: DeliveryMeaning }
  | { readonly claimed: Claimed; readonly unreadable: string }

/** How the reason begins of what the same app never reads, however often it tries. */
export const cannotBeRead = 'it cannot be read: '

/** A shop's vault, and whether its key was read just now: then what it does not open stays closed. */
export interface Opener {
  readonly vault: ShopVault
  readonly fresh: boolean
}

/**
 * Opens and reads one delivery. What cannot be read now can never be: it ends with its reason.
 * @throws SealBroken when the key in memory may be an old one; what is not about this delivery's content.
 */
export function readClaimed(
  shop: Pick<ShopProvider, 'readDelivery'>,
  { vault, fresh }: Opener,
  claimed: Claimed,
): ReadDelivery {
  if (claimed.body === null)
    return { claimed, unreadable: 'its body was erased before it was read' }
  try {
    const meaning = shop.readDelivery(claimed.topic, openBody(vault, claimed.body))
    if (meaning.kind === 'order' && isToCome(meaning.order.updatedAt))
      return { claimed, unreadable: `${cannotBeRead}updated_at lies ${toComeWords}` }
    return { claimed, meaning }
  } catch (fault) {
    if (fault instanceof SealBroken && fresh)
      return {
        claimed,
        unreadable: "it was sealed with a key that was thrown away with the shop's data",
      }
    if (fault instanceof ProviderAnswerUnreadable)
      return { claimed, unreadable: cannotBeRead + inShort(fault) }
    throw fault
  }
}

/** A state from years to come would be the newest until then: every true one would be passed over. */
const toComeDays = 366
const toComeWords = 'more than a year ahead of now, and would count as the newest state until then'
const isToCome = (time: Date): boolean => time.getTime() > Date.now() + toComeDays * 86_400_000

/** What is wrong in it, without who sent it. */
const inShort = ({ message, provider }: ProviderAnswerUnreadable): string =>
  message.replace(`${provider} answered in an unknown shape: `, '')
