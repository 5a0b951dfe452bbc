import { accept, type Outcome } from '../../kernel/outcome.ts'
import { grams, millimetres } from '../../kernel/units.ts'
import type { LabelRequest } from '../../providers/carrier/contract.ts'
import type { LabelRefusal } from './decide-label.ts'
import { recipientOf, senderOf } from './label-address.ts'

/** Inner sizes, and the outer ones where the shop measured them: those are what a carrier bills. */
export interface CartonSize {
  readonly lengthMm: number
  readonly widthMm: number
  readonly heightMm: number
  readonly outerLengthMm: number | null
  readonly outerWidthMm: number | null
  readonly outerHeightMm: number | null
}

/** What a carrier is asked, without the service; a refusal names what the addresses lack. */
export function shippingQuestion(about: {
  readonly reference: string
  readonly shopName: string
  readonly location: { readonly address: unknown; readonly country: string }
  readonly buyer: Parameters<typeof recipientOf>[0]
  readonly weightGrams: number
  readonly carton: CartonSize | null
}): Outcome<Omit<LabelRequest, 'service' | 'callback'>, LabelRefusal> {
  const to = recipientOf(about.buyer)
  if (!to.ok) return to
  const from = senderOf(about.shopName, about.location)
  if (!from.ok) return from
  const { carton } = about
  return accept({
    reference: about.reference,
    from: from.value,
    to: to.value,
    parcel: {
      weight: grams(about.weightGrams),
      size: carton && {
        length: millimetres(carton.outerLengthMm ?? carton.lengthMm),
        width: millimetres(carton.outerWidthMm ?? carton.widthMm),
        height: millimetres(carton.outerHeightMm ?? carton.heightMm),
      },
    },
  })
}
