/** The pages of the stand-in store: its admin, its shop front, and what both load. */
import { invoicePattern, orderStatusPattern } from '../addresses.ts'
import { BadRequest, type Route, type RouteContext, redirect } from '../http.ts'
import { directApi, giveIdToken, pickerProducts } from './admin-api.ts'
import { adminFramePage } from './admin-frame.ts'
import { proxyRoutes } from './app-proxy.ts'
import { assetRoutes } from './assets.ts'
import {
  adminBlockPage,
  extensionBundle,
  giveSessionToken,
  iconFile,
  statusBlockPage,
} from './extension-host.ts'
import { homePage } from './home-page.ts'
import { invoicePage, payInvoice } from './invoice-page.ts'
import { adminPage, refusedPage } from './layout.ts'
import { html } from './markup.ts'
import { orderAction } from './order/actions.ts'
import { orderPage } from './order/page.ts'
import { ordersPage } from './orders-list.ts'
import { productsPage } from './products-page.ts'
import { appPath, worldOf } from './shop-names.ts'
import { staffMember, switchUser } from './staff.ts'
import { latestStatusPath, shortStatusPath, statusPage } from './status-page.ts'

/** A page of Shopify's admin that the stand-in does not have: says so instead of breaking. */
function unknownAdminPage(context: RouteContext) {
  const world = worldOf(context)
  const here = context.request.url.pathname
  return adminPage({
    world,
    who: staffMember(context.request),
    title: 'Not here',
    at: 'orders',
    here,
    body: html`<div class="page"><h1>The stand-in has no such page</h1>
<p class="quiet">Shopify’s admin may have something at <code>${here}</code>; the stand-in has orders, products and the app.</p></div>`,
  })
}

const get = (pattern: string, handle: Route['handle']): Route => ({
  method: 'GET',
  pattern,
  handle,
})
/** A page for people: what is wrong with what they asked for is told on a page, too. */
const see = (pattern: string, handle: Route['handle']): Route =>
  get(pattern, async (context) => {
    try {
      return await handle(context)
    } catch (error) {
      if (error instanceof BadRequest) return refusedPage(error)
      throw error
    }
  })
const post = (pattern: string, handle: Route['handle']): Route => ({
  method: 'POST',
  pattern,
  handle,
})
const admin = '/store/:shop/admin'

export const pageRoutes: readonly Route[] = [
  ...assetRoutes,
  get('/assets/icons/:file', iconFile),
  get('/extensions/:file', extensionBundle),
  see('/', homePage),
  see(admin, (context) => redirect(appPath(worldOf(context).shop.domain))),
  see(`${admin}/apps/orderwright`, adminFramePage),
  see(`${admin}/apps/orderwright/*rest`, adminFramePage),
  post(`${admin}/user`, switchUser),
  post(`${admin}/id-token`, giveIdToken),
  post(`${admin}/direct-api`, directApi),
  get(`${admin}/picker`, pickerProducts),
  see(`${admin}/orders`, ordersPage),
  see(`${admin}/orders/:id`, orderPage),
  see(`${admin}/orders/:id/block`, adminBlockPage),
  post(`${admin}/orders/:id/:action`, orderAction),
  see(`${admin}/products`, productsPage),
  see(`${admin}/*rest`, unknownAdminPage),
  see(orderStatusPattern, statusPage),
  see(`${orderStatusPattern}/block`, statusBlockPage),
  post(`${orderStatusPattern}/session-token`, giveSessionToken),
  see(invoicePattern, invoicePage),
  post(invoicePattern, payInvoice),
  see('/store/:shop/orders/latest', latestStatusPath),
  see('/store/:shop/orders/:token', shortStatusPath),
  ...proxyRoutes,
  get('/favicon.ico', () => {
    throw new BadRequest('no such icon', 404)
  }),
]
