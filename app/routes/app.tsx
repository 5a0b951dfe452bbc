import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useRouteError } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export const links = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: '/app.css' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const { person } = await signedIn(request)
  const { config } = services()
  return {
    apiKey: config.SHOPIFY_API_KEY,
    appBridgeUrl: config.APP_BRIDGE_URL ?? null,
    role: person.role,
  }
}

/** The frame of every page inside the admin: App Bridge, Polaris and the app's navigation. */
export default function AppFrame() {
  const { apiKey, appBridgeUrl } = useLoaderData<typeof loader>()
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
        <Link to="/app/orders">Orders</Link>
        <Link to="/app/work">Work orders</Link>
        <Link to="/app/pick">Pick</Link>
        <Link to="/app/pack">Pack</Link>
        <Link to="/app/ship">Ship</Link>
        <Link to="/app/stock">Stock</Link>
        <Link to="/app/returns">Returns</Link>
        <Link to="/app/feedback">Feedback</Link>
        <Link to="/app/partners">Partners</Link>
        <Link to="/app/deliveries">Deliveries</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <Outlet />
    </AppProvider>
  )
}

export function ErrorBoundary() {
  return boundary.error(useRouteError())
}

export const headers: HeadersFunction = (args) => boundary.headers(args)
