/** Where most people have their mail, in the countries whose languages we write. */
const wellKnown =
  `gmail.com googlemail.com hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.es hotmail.nl hotmail.it
  hotmail.be outlook.com outlook.de outlook.fr outlook.es outlook.nl live.com live.nl live.fr live.de
  live.co.uk msn.com yahoo.com yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.co.uk yahoo.ca yahoo.co.jp
  icloud.com me.com mac.com aol.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de
  orange.fr free.fr laposte.net wanadoo.fr sfr.fr bbox.fr ziggo.nl kpnmail.nl planet.nl home.nl xs4all.nl
  telefonica.net proton.me protonmail.com mail.com email.com ymail.com rocketmail.com btinternet.com
  sky.com comcast.net verizon.net att.net eircom.net bluewin.ch fastmail.com hey.com zoho.com`.split(
    /\s+/,
  )
const isKnown = new Set(wellKnown)

/** Shorter ones are one letter away from too many others: wet.de is no slip of web.de. */
const longEnough = wellKnown.filter((domain) => domain.length >= 9)

/** Endings that no domain has, and what was meant. */
const endings: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  vom: 'com',
  xom: 'com',
  nte: 'net',
  ent: 'net',
}

/** Whether one slip makes `typed` of `meant`: a letter left out, put in, exchanged, or two swapped. */
function isOneSlip(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false
  let from = 0
  while (from < typed.length && typed[from] === meant[from]) from += 1
  const rest = (text: string, after: number) => text.slice(from + after)
  return (
    rest(typed, 1) === rest(meant, 1) ||
    rest(typed, 1) === rest(meant, 0) ||
    rest(typed, 0) === rest(meant, 1) ||
    (typed[from] === meant[from + 1] &&
      typed[from + 1] === meant[from] &&
      rest(typed, 2) === rest(meant, 2))
  )
}

/**
 * The domain that was probably meant, where an address has one that looks like a slip: `gmial.com` is
 * `gmail.com`. Only ever to be suggested: the other one may exist.
 * @returns null when nothing looks wrong.
 */
export function likelyDomain(email: string): string | null {
  const typed = email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  if (typed === '' || isKnown.has(typed)) return null
  const ending = typed.slice(typed.lastIndexOf('.') + 1)
  const meant = endings[ending]
  const mended = meant ? typed.slice(0, -ending.length) + meant : typed
  if (isKnown.has(mended)) return mended
  const near = longEnough.filter((domain) => isOneSlip(mended, domain))
  return near.length === 1 ? (near[0] ?? null) : meant ? mended : null
}
