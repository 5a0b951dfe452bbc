import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData } from '@remix-run/react'
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url'
import { AppProvider } from '@shopify/shopify-app-remix/react'
import { FloorFrame } from '../ui/floor/floor-frame.tsx'
import { PageError } from '../ui/page-error.tsx'
import { PlaceProvider } from '../ui/place.tsx'
import { atDevice } from '../wiring/floor/door.server.ts'

export const links = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'stylesheet', href: '/app.css' },
  { rel: 'manifest', href: '/floor.webmanifest' },
  { rel: 'apple-touch-icon', href: '/floor-180.png' },
]
export const meta = () => [
  { title: 'Orderwright floor' },
  { name: 'theme-color', content: '#1f5b4a' },
]

export async function loader({ request }: LoaderFunctionArgs) {
  const { device, person } = await atDevice(request)
  return {
    shopName: device?.shopName ?? null,
    device: device?.name ?? null,
    person: person?.name ?? null,
    role: person?.role ?? null,
  }
}

/** The frame of the floor's own app: Polaris without the admin, and who is signed in. */
export default function Floor() {
  const at = useLoaderData<typeof loader>()
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <PlaceProvider value="/floor">
        <FloorFrame at={at}>
          <Outlet />
        </FloorFrame>
      </PlaceProvider>
    </AppProvider>
  )
}

export function ErrorBoundary() {
  return (
    <AppProvider isEmbeddedApp={false} apiKey="">
      <PageError />
    </AppProvider>
  )
}
