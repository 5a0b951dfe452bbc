import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useRouteError } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { type Deed, mayDo } from '../journey/permissions.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export const links = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: '/app.css' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const { person } = await signedIn(request, 'home.see')
  const { config } = services()
  return {
    apiKey: config.SHOPIFY_API_KEY,
    appBridgeUrl: config.APP_BRIDGE_URL ?? null,
    role: person.role,
  }
}

/** The app's navigation: everybody is offered what their role opens. */
const places: readonly { readonly to: string; readonly name: string; readonly deed: Deed }[] = [
  { to: '/app/orders', name: 'Orders', deed: 'orders.see' },
  { to: '/app/orders/new', name: 'New order', deed: 'orders.take' },
  { to: '/app/duplicates', name: 'Duplicates', deed: 'duplicates.see' },
  { to: '/app/work', name: 'Work orders', deed: 'work.see' },
  { to: '/app/pick', name: 'Pick', deed: 'pick.see' },
  { to: '/app/pack', name: 'Pack', deed: 'pack.see' },
  { to: '/app/ship', name: 'Ship', deed: 'ship.see' },
  { to: '/app/stock', name: 'Stock', deed: 'stock.see' },
  { to: '/app/cartons', name: 'Cartons', deed: 'settings.see' },
  { to: '/app/packing-rules', name: 'Packing rules', deed: 'settings.see' },
  { to: '/app/returns', name: 'Returns', deed: 'returns.see' },
  { to: '/app/feedback', name: 'Feedback', deed: 'feedback.see' },
  { to: '/app/partners', name: 'Partners', deed: 'partners.see' },
  { to: '/app/status', name: 'Status', deed: 'status.see' },
  { to: '/app/deliveries', name: 'Deliveries', deed: 'deliveries.see' },
  { to: '/app/people', name: 'People', deed: 'people.see' },
  { to: '/app/measured', name: 'Measured floor', deed: 'measured.see' },
  { to: '/app/devices', name: 'Floor devices', deed: 'devices.see' },
  { to: '/app/contract', name: 'Complete orders', deed: 'settings.see' },
  { to: '/app/audit', name: 'Audit', deed: 'audit.see' },
  { to: '/app/settings', name: 'Settings', deed: 'settings.see' },
]

/** The frame of every page inside the admin: App Bridge, Polaris and the app's navigation. */
export default function AppFrame() {
  const { apiKey, appBridgeUrl, role } = useLoaderData<typeof loader>()
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={apiKey}
      {...(appBridgeUrl ? { __APP_BRIDGE_URL: appBridgeUrl } : {})}
    >
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        {places
          .filter(({ deed }) => mayDo(role, deed))
          .map(({ to, name }) => (
            <Link key={to} to={to}>
              {name}
            </Link>
          ))}
      </NavMenu>
      <Outlet />
    </AppProvider>
  )
}

export function ErrorBoundary() {
  return boundary.error(useRouteError())
}

export const headers: HeadersFunction = (args) => boundary.headers(args)
