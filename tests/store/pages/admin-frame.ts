import type { Answer, RouteContext } from '../http.ts'
import { staffEmail, staffName } from '../staff.ts'
import { embedUrl } from './embed.ts'
import { adminPage } from './layout.ts'
import { html, jsonScript } from './markup.ts'
import { adminPath, appPath, pathAfter, worldOf } from './shop-names.ts'
import { staffMember } from './staff.ts'

/** What the app's frame may use, as Shopify's admin lets it. */
const allowed = 'camera; clipboard-read; clipboard-write; fullscreen'

/** `/store/:shop/admin/apps/orderwright/*`: the admin with the app in its frame, at the same path. */
export function adminFramePage(context: RouteContext): Answer {
  const { store, request } = context
  const world = worldOf(context)
  const { domain } = world.shop
  const who = staffMember(request)
  const rest = pathAfter(request.url.pathname, '/apps/orderwright')
  const path = `${rest || '/'}${request.url.search}`
  const { origin, pathname } = new URL(store.appUrl)
  const config = {
    admin: adminPath(domain),
    app: appPath(domain),
    appOrigin: origin,
    appBase: pathname.replace(/\/$/, ''),
    user: { id: who.id, name: staffName(who), email: staffEmail(who), owner: who.owner },
  }
  return adminPage({
    world,
    who,
    title: 'Orderwright',
    at: 'app',
    here: request.url.pathname + request.url.search,
    fixed: true,
    body: html`<div class="loading-bar" id="loading" hidden></div>
<div class="title-bar" id="title-bar"><span class="title">Orderwright</span></div>
<div class="banner frame-hint" id="frame-hint" hidden>The app at ${store.appUrl} has not answered yet. Is it running,
and does it load its App Bridge from ${store.baseUrl}/app-bridge.js?</div>
<iframe class="app-frame" id="app-frame" name="app-iframe" title="Orderwright" allow="${allowed}"
 src="${embedUrl(store, { shop: domain, user: who.id, path })}"></iframe>
${jsonScript('frame-config', config)}<script src="/assets/admin-frame.js"></script>`,
  })
}
