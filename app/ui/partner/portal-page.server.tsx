import { createHash } from 'node:crypto'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { portalStyles } from './styles.ts'

const printScript = "document.getElementById('print').onclick=function(){window.print()}"
const hashed = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const policy = [
  "default-src 'none'",
  `style-src ${hashed(portalStyles)}`,
  `script-src ${hashed(printScript)}`,
  "img-src 'self' data:",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export interface PortalFrame {
  readonly title: string
  readonly status?: number
  /** Who is signed in; null on the sign-in page. */
  readonly desk: { readonly partner: string; readonly shop: string } | null
  /** Adds the one script there is: the print button's. */
  readonly print?: boolean
  /** Loads another address at once; for links from mails, see wiring/portal-door. */
  readonly refreshTo?: string
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A whole page of the partner portal, as plain HTML that works without script. */
export function portalPage(frame: PortalFrame, content: ReactNode): Response {
  const body = renderToStaticMarkup(
    <>
      {frame.desk && <Bar desk={frame.desk} />}
      <main>{content}</main>
      {frame.desk && <Foot />}
    </>,
  )
  const refresh = frame.refreshTo
    ? `<meta http-equiv="refresh" content="0;url=${escaped(frame.refreshTo)}">`
    : ''
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(frame.title)} · Orderwright for partners</title><link rel="icon" href="/favicon.svg">
${refresh}<style>${portalStyles}</style></head><body>${body}${frame.print ? `<script>${printScript}</script>` : ''}</body></html>`
  return new Response(html, {
    status: frame.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  })
}

function Bar({ desk }: { readonly desk: { readonly partner: string; readonly shop: string } }) {
  return (
    <header className="bar">
      <div className="in">
        <div>
          <strong>{desk.partner}</strong>
          <small>ships for {desk.shop}</small>
        </div>
        <form method="post" action="/partner/sign-out">
          <button className="plain" type="submit">
            Sign out
          </button>
        </form>
      </div>
    </header>
  )
}

/** For whoever signed in somewhere they should not have. */
const Foot = () => (
  <footer className="foot no-print">
    <form method="post" action="/partner/sign-out">
      <button className="plain" type="submit" name="everywhere" value="on">
        Sign out everywhere
      </button>
    </form>
  </footer>
)
