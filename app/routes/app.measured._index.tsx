import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { pauseSeconds } from '../journey/measured-floor.server.ts'
import { MeasuredPage } from '../ui/floor/measured-page.tsx'
import { PageError } from '../ui/page-error.tsx'
import { measuredDays, measuredRows } from '../wiring/measured.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'measured.see')
  const days = measuredDays(request)
  return { days, pauseSeconds, rows: await measuredRows(shop, days) }
}

/** How fast and how right people pick and pack, by day. */
export default function Measured() {
  return <MeasuredPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
