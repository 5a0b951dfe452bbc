import type { Answer, BadRequest } from '../http.ts'
import { type StaffMember, staff, staffName } from '../staff.ts'
import type { World } from '../world.ts'
import { html, type Markup } from './markup.ts'
import { adminPath, appPath } from './shop-names.ts'

/** A whole page as an answer. */
export const page = (markup: Markup, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body: `<!doctype html>\n${markup.text}`,
})

const head = (title: string, extra?: Markup) => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/store.css">
${extra}</head>`

interface AdminPage {
  readonly world: World
  readonly who: StaffMember
  readonly title: string
  readonly at: 'app' | 'orders' | 'products'
  /** Where to come back to after switching the user. */
  readonly here: string
  /** Fills the window and scrolls inside: the page with the app's frame. */
  readonly fixed?: boolean
  readonly body: Markup
}

/** The admin's frame: top bar, left navigation, and a page in the middle. */
export function adminPage({ world, who, title, at, here, fixed, body }: AdminPage): Answer {
  const { domain, name } = world.shop
  const base = adminPath(domain)
  const link = (place: AdminPage['at'], href: string, label: string) =>
    html`<a href="${href}"${place === at && html` aria-current="page"`}>${label}</a>`
  return page(html`<html lang="en">${head(`${title} · ${name} (stand-in store)`)}
<body><div class="admin${fixed && ' fixed'}">
<div class="topbar" role="banner">
<button type="button" class="button menu-toggle" aria-expanded="false" aria-controls="rail" aria-label="Menu">☰</button>
<a class="shop" href="${base}/orders">${name}</a>
<a class="stand-in" href="/" title="This is not Shopify: it is the stand-in store of demo and tests">Stand-in store</a>
<form class="user" method="post" action="${base}/user">
<input type="hidden" name="back" value="${here}">
<label for="user" class="visually-hidden">Signed in as</label>
<select id="user" name="user">${staff.map(
    (one) =>
      html`<option value="${one.id}"${one.id === who.id && html` selected`}>${staffName(one)} · ${one.job}</option>`,
  )}</select>
<noscript><button class="button">Switch</button></noscript></form>
</div>
<nav class="rail" id="rail" aria-label="Admin">
${link('orders', `${base}/orders`, 'Orders')}
${link('products', `${base}/products`, 'Products')}
<h2>Apps</h2>
${link('app', appPath(domain), 'Orderwright')}
<div class="app-links" id="app-links"></div>
</nav>
<main class="main${at === 'app' && ' app-main'}">${body}</main>
</div><script src="/assets/shell.js"></script></body></html>`)
}

interface FrontPage {
  readonly world: World
  readonly title: string
  readonly lang: string
  readonly body: Markup
  readonly status?: number
}

/** The shop front: what a shopper sees, and what wraps pages of the app proxy. */
export function frontPage({ world, title, lang, body, status }: FrontPage): Answer {
  return page(
    html`<html lang="${lang}">${head(`${title} – ${world.shop.name}`)}
<body class="front"><header><a class="brand" href="/">${world.shop.name}</a><span class="stand-in">Stand-in store</span></header>
<main>${body}</main>
<footer>${world.shop.name} · ${world.shop.email}</footer><script src="/assets/shell.js"></script></body></html>`,
    status,
  )
}

/** A page that belongs to no shop. */
export const plainPage = (title: string, body: Markup, status = 200): Answer =>
  page(
    html`<html lang="en">${head(title)}
<body class="front"><header><a class="brand" href="/">Stand-in store</a></header>
<main class="wide">${body}</main></body></html>`,
    status,
  )

/** Says what is wrong with what was asked for. */
export const refusedPage = ({ message, status }: BadRequest): Answer =>
  plainPage(
    'Not here',
    html`<section class="card stack"><h1>Not here</h1><p>${message}.</p><p><a href="/">All shops</a></p></section>`,
    status,
  )
