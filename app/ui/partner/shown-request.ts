/** A request as the portal's pages show it. */
export interface ShownRequest {
  readonly id: string
  readonly number: string
  readonly orderName: string
  readonly dueAt: Date | null
  readonly shipBy: Date | null
  readonly shippedAt: Date | null
  readonly shipTo: readonly string[] | null
  readonly phone: string | null
  readonly shippingTitle: string | null
  readonly note: string | null
  readonly partnerRef: string | null
  readonly lines: readonly ShownLine[]
  readonly parcels: readonly {
    readonly carrier: string
    readonly number: string | null
    readonly url: string | null
  }[]
}

export interface ShownLine {
  readonly lineId: string
  readonly sku: string
  readonly title: string
  readonly barcode: string | null
  readonly quantity: number
}
