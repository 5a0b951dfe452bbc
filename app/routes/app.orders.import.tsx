import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigation, useRevalidator } from '@remix-run/react'
import { Banner, BlockStack, Page, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { isUuid } from '../kernel/ids.ts'
import {
  acceptImport,
  checkFile,
  listImports,
  mostBytes,
  readImport,
} from '../stages/intake/index.server.ts'
import { BringFile } from '../ui/file-import/bring-file.tsx'
import { ImportsCard } from '../ui/order-import/imports-card.tsx'
import { ReportCard } from '../ui/order-import/report-card.tsx'
import { PageError } from '../ui/page-error.tsx'
import { formDeps, readShopRules } from '../wiring/order-form.server.ts'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const example = `reference,sku,quantity,first_name,last_name,email,address1,zip,city,country,delivery,payment
A-1,HP-MUG-NAVY,2,Ana,Kos,ana@example.com,Trg 5,2000,Maribor,Slovenia,Express,paid
A-1,HP-TEA-50,1,,,,,,,,,`

export const links = () => [{ rel: 'stylesheet', href: '/order-form.css' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await signedIn(request, 'orders.import')
  const open = services()
  const id = new URL(request.url).searchParams.get('id') ?? ''
  const report = isUuid(id) ? await readImport(open, shop, id) : null
  if (id !== '' && report === null) throw new Response(null, { status: 404 })
  const before = await listImports(open, shop)
  const { shop: home } = await readShopRules(open, shop)
  return {
    report,
    before: before.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() })),
    timeZone: home.timeZone,
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, domain, person } = await signedIn(request, 'orders.import')
  const tooLarge = Number(request.headers.get('content-length') ?? 0) > mostBytes + 10_000
  if (tooLarge) return data({ words: 'The file has over 5 MB: split it' }, { status: 413 })
  const form = await readForm(request)
  const id = String(form.get('id') ?? '')
  if (form.get('intent') === 'accept') {
    if (!isUuid(id)) throw new Response(null, { status: 404 })
    await acceptImport(services(), shop, id, person.handle)
    return redirect(`/app/orders/import?id=${id}`)
  }
  const file = form.get('file')
  if (!(file instanceof Blob) || file.size === 0)
    return data({ words: 'Choose a file first' }, { status: 400 })
  const checked = await checkFile(formDeps(), shop, {
    name: file instanceof File ? file.name.slice(0, 200) : 'orders.csv',
    bytes: new Uint8Array(await file.arrayBuffer()),
    by: person.handle,
    store: { domain, urgency: 'urgent' },
  })
  if (!checked.ok) return data({ words: checked.refusal }, { status: 400 })
  return redirect(`/app/orders/import?id=${checked.value}`)
}

/** Many orders at once: a file is read and judged row by row, and its good orders come in. */
export default function ImportOrders() {
  const { report, before, timeZone } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const { revalidate } = useRevalidator()
  const underWay = report?.orders.some(({ state }) => state === 'placing') ?? false
  useEffect(() => {
    if (!underWay) return
    const timer = setInterval(revalidate, 2_000)
    return () => clearInterval(timer)
  }, [underWay, revalidate])
  return (
    <Page title="Bring in a file of orders">
      <BlockStack gap="400">
        {answer && (
          <Banner tone="critical" title="The file was not read">
            <Text as="p">{answer.words}</Text>
          </Banner>
        )}
        {report && <ReportCard report={report} busy={busy} />}
        <BringFile
          label="File of orders (CSV)"
          about="One row is one article; rows with the same reference are one order, and a reference comes in once."
          {...{ example, busy }}
        >
          Also understood: phone, company, address2, region, note, department_note, delivery_price
          (else the store’s price of that option), and for what your shop asks: line:Engraving,
          order:VAT, metafield:custom.licence.
        </BringFile>
        <ImportsCard imports={before} timeZone={timeZone} now={report?.id ?? null} />
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
