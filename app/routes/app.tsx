import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Link, Outlet, useLoaderData, useLocation, useRouteError } from '@remix-run/react'
import { NavMenu } from '@shopify/app-bridge-react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { boundary } from '@shopify/shopify-app-remix/server'
import { menuOf } from '../ui/menu/menu.ts'
import { PageTabs } from '../ui/menu/page-tabs.tsx'
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

/** The frame of every page inside the admin: App Bridge, Polaris and the app's navigation. */
export default function AppFrame() {
  const { apiKey, appBridgeUrl, role } = useLoaderData<typeof loader>()
  const { pathname } = useLocation()
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
        {menuOf(role, pathname).map(({ to, name }) => (
          <Link key={name} to={to}>
            {name}
          </Link>
        ))}
      </NavMenu>
      <PageTabs role={role} />
      <Outlet />
    </AppProvider>
  )
}

export function ErrorBoundary() {
  return boundary.error(useRouteError())
}

export const headers: HeadersFunction = (args) => boundary.headers(args)
