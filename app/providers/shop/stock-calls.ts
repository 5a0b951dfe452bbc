import type { Gid } from '../../kernel/ids.ts'

/** One shipment of a transfer, as the store has it. */
export interface IncomingShipment {
  readonly gid: Gid
  readonly name: string
  /** The shop's own word for the transfer: a purchase order's number. */
  readonly reference: string | null
  /** Locations; null: from a supplier. */
  readonly from: Gid | null
  readonly fromName: string
  readonly to: Gid
  readonly arrivesAt: Date | null
  readonly lines: readonly {
    readonly gid: Gid
    readonly inventoryItemGid: Gid
    readonly quantity: number
    /** Pieces that are still to come. */
    readonly open: number
  }[]
}

/** What the store counts of an item at a location. */
export interface StoreStock {
  readonly inventoryItemGid: Gid
  readonly locationGid: Gid
  /** For sale; below none where it oversold. */
  readonly available: number
  /** Sold, and not sent yet. */
  readonly committed: number
  /** Everything there but what it has as damaged or in quality control. */
  readonly good: number
}

/** What the store counts, and what is on its way to it; a part of `ShopProvider`. */
export interface StockCalls<Store> {
  /** What the store counts of items, at every location that carries them. Items it does not know are left out. */
  stockLevels(store: Store, inventoryItemGids: readonly Gid[]): Promise<readonly StoreStock[]>
  /**
   * Changes `available` at a location. The same key is applied once by the store.
   * @returns `stale`: the store does not have `changeFrom` pieces any more, and changed nothing.
   */
  adjustStock(
    store: Store,
    change: {
      readonly inventoryItemGid: Gid
      readonly locationGid: Gid
      readonly delta: number
      /** What the store is believed to have; null: whatever it has. */
      readonly changeFrom: number | null
      readonly reason: 'correction' | 'damaged' | 'received' | 'restock' | 'shrinkage'
    },
    key: string,
  ): Promise<'done' | 'stale'>
  /** Sets `available` at a location; otherwise as `adjustStock`. */
  setStock(
    store: Store,
    change: {
      readonly inventoryItemGid: Gid
      readonly locationGid: Gid
      readonly available: number
      readonly changeFrom: number
    },
    key: string,
  ): Promise<'done' | 'stale'>
  /** Shipments of the store's transfers of which pieces are still to come. */
  incomingShipments(store: Store): Promise<readonly IncomingShipment[]>
  /**
   * Tells the store which pieces of a shipment came: good ones are for sale there from then on, the others are refused.
   * The same key is applied once by the store.
   * @throws ProviderRefused when the store does not expect so many of a line (any more).
   */
  receiveShipment(
    store: Store,
    shipment: Gid,
    lines: readonly {
      readonly lineGid: Gid
      readonly quantity: number
      readonly isGood: boolean
    }[],
    key: string,
  ): Promise<void>
}
