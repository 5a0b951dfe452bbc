import { type LoaderFunctionArgs, redirect } from '@remix-run/node'

/** Shopify opens the app at `/` with the shop and a token: on to the board, keeping them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url)
  if (searchParams.get('shop')) throw redirect(`/app${search}`)
  return new Response(
    'Orderwright runs inside the Shopify admin. Open it from Apps in your store.',
    {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    },
  )
}
