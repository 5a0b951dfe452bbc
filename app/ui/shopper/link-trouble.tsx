import type { ReactElement } from 'react'
import { type ShopFace, ShopperPage } from './page.tsx'

/** Why a link does not lead anywhere. `broken` is also said of links to things that never were. */
export type LinkTrouble = 'broken' | 'expired' | 'revoked'

const said: Readonly<Record<LinkTrouble, { readonly title: string; readonly text: string }>> = {
  broken: {
    title: 'This link does not work',
    text: 'It may have been cut off on the way. Please open it again from the mail, or copy all of it.',
  },
  expired: {
    title: 'This link is no longer valid',
    text: 'Its time has run out. Please write to the shop: they can send you a new one.',
  },
  revoked: {
    title: 'This link is no longer needed',
    text: 'The shop has closed it, because the matter is settled or a newer mail has taken its place.',
  },
}

/** HTTP status of the page: a broken link was never there, the others are gone. */
export const linkTroubleStatus = (trouble: LinkTrouble): number =>
  trouble === 'broken' ? 404 : 410

/** A page that says why a link does not open, and nothing about whose it was. */
export const LinkTroublePage = ({
  shop,
  trouble,
}: {
  readonly shop: ShopFace
  readonly trouble: LinkTrouble
}): ReactElement => (
  <ShopperPage shop={shop} title={said[trouble].title}>
    <p>{said[trouble].text}</p>
  </ShopperPage>
)
