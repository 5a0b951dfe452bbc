import { createHash } from 'node:crypto'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { shopperStyle } from './style.ts'

const styleHash = createHash('sha256').update(shopperStyle).digest('base64')

/** React would escape the quotes in it; text of others is escaped, so the first `</head>` is ours. */
const styled = (html: string): string =>
  html.replace('</head>', () => `<style>${shopperStyle}</style></head>`)

/**
 * A whole page as an answer. It may show pictures, post to its own shop and nothing else; it is not
 * kept anywhere, not framed, not indexed, and tells no other site where the visitor came from.
 */
export const shopperAnswer = (page: ReactElement, status = 200): Response =>
  new Response(`<!doctype html>${styled(renderToStaticMarkup(page))}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src https: http: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
  })
