import type { SealedLetter } from '../../journey/letter-shape.ts'

export interface PartnerLetterFacts {
  readonly to: string
  readonly about: 'request' | 'cancel'
  readonly shopName: string
  readonly number: string
  readonly answerWithinMin: number
  /** The request's page in the portal. The letter itself carries no customer data. */
  readonly url: string
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** 240 is "4 hours", 90 is "90 minutes". */
const within = (minutes: number): string => {
  if (minutes % 60 !== 0) return `${minutes} minutes`
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
}

/** Tells a partner that a request or a cancellation waits in the portal. */
export function partnerLetter(facts: PartnerLetterFacts): SealedLetter {
  const { shopName, number, url } = facts
  const asks =
    facts.about === 'request'
      ? {
          subject: `${shopName} asks you to ship ${number}`,
          first: `${shopName} asks you to ship ${number}.`,
          second: `Please accept or reject it within ${within(facts.answerWithinMin)}.`,
          button: 'Open the request',
        }
      : {
          subject: `${shopName} asks you to stop ${number}`,
          first: `${shopName} asks you not to ship ${number} any more.`,
          second: 'Please say within 1 hour whether you could stop it.',
          button: 'Answer the cancellation',
        }
  const text = `${asks.first}\n${asks.second}\n\n${asks.button}: ${url}\n`
  return { to: facts.to, subject: asks.subject, text, html: page(asks, url) }
}

const page = (
  asks: { first: string; second: string; button: string },
  url: string,
) => `<!doctype html>
<html lang="en"><body style="margin:0;background:#f4f4f1;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;color:#1f1f1c">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px;background:#fff;border-radius:12px"><tr><td style="padding:32px">
<p style="margin:0 0 8px;font-size:18px;font-weight:600">${escaped(asks.first)}</p>
<p style="margin:0 0 24px">${escaped(asks.second)}</p>
<a href="${escaped(url)}" style="display:inline-block;background:#1f1f1c;color:#fff;text-decoration:none;border-radius:8px;padding:12px 20px;font-weight:600">${escaped(asks.button)}</a>
</td></tr></table></td></tr></table></body></html>`
