import type { ReactElement } from 'react'
import type { Language } from '../../kernel/language.ts'
import { type ShopFace, ShopperPage } from './page.tsx'
import { shopperWords } from './words.ts'

/**
 * Why a link does not lead anywhere. `broken` is also said of links to things that never were; `revoked` whether the
 * matter is settled, a newer link was sent, or a person closed it while the order still waits.
 */
export type LinkTrouble = 'broken' | 'expired' | 'revoked' | 'used'

/** HTTP status of the page: a broken link was never there, the others are gone. */
export const linkTroubleStatus = (trouble: LinkTrouble): number =>
  trouble === 'broken' ? 404 : 410

/** A page that says why a link does not open, and nothing about whose it was. */
export const LinkTroublePage = ({
  shop,
  trouble,
  language = 'en',
}: {
  readonly shop: ShopFace
  readonly trouble: LinkTrouble
  /** The visitor's browser tells; whose link it was is not looked at. */
  readonly language?: Language
}): ReactElement => {
  const say = shopperWords.in(language)
  return (
    <ShopperPage shop={shop} title={say(`${trouble}_title`)} language={language}>
      <p>{say(`${trouble}_text`)}</p>
    </ShopperPage>
  )
}
