import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useNavigation } from '@remix-run/react'
import { Banner, BlockStack, Page, Text } from '@shopify/polaris'
import { mostCsvBytes } from '../kernel/csv-table.ts'
import { importInbound, returnedRows } from '../stages/stock/index.server.ts'
import { BringFile } from '../ui/file-import/bring-file.tsx'
import { PageError } from '../ui/page-error.tsx'
import { InboundReportCard } from '../ui/stock/inbound-import.tsx'
import { readForm } from '../wiring/read-form.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

const example = `number,vendor,place,expected_on,sku,quantity,cost,lot,expires_on
PO-77,Harbour Pottery,Warehouse,2026-12-15,HP-MUG-NAVY,48,4.20,,
PO-77,,,,HP-TEA-50,24,2.10,L-2026-11,2027-11-30`

export const links = () => [{ rel: 'stylesheet', href: '/order-form.css' }]

export async function loader({ request }: LoaderFunctionArgs) {
  await signedIn(request, 'stock.order')
  return null
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'stock.order')
  if (Number(request.headers.get('content-length') ?? 0) > mostCsvBytes * 2)
    return data({ words: 'The file has over 5 MB: split it' }, { status: 413 })
  const form = await readForm(request)
  const isTrial = form.get('intent') !== 'accept'
  const file = form.get('file')
  // What was judged is sent along as it was: nobody has to find the file again.
  const text = form.get('text')
  const bytes =
    file instanceof Blob && file.size > 0
      ? new Uint8Array(await file.arrayBuffer())
      : typeof text === 'string' && text !== ''
        ? new Uint8Array(Buffer.from(text, 'base64'))
        : null
  if (!bytes) return data({ words: 'Choose a file first' }, { status: 400 })
  const read = await importInbound(services(), shop, { bytes, isTrial, by: person.handle })
  if (!read.ok) return data({ words: read.refusal }, { status: 400 })
  const isBad = read.value.inbounds.some(
    ({ reasons, rows }) => reasons.length > 0 || rows.some((row) => row.reasons.length > 0),
  )
  return data({
    ...{ report: read.value, isTrial, text: isTrial ? Buffer.from(bytes).toString('base64') : '' },
    returned: isBad ? returnedRows(read.value) : null,
  })
}

/** Many purchase orders or notices at once: judged row by row, and the good ones come in. */
export default function ImportInbound() {
  const answer = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  return (
    <Page
      title="Bring in a file of orders to suppliers"
      backAction={{ content: 'Goods coming in', url: '/app/stock/inbound' }}
    >
      <BlockStack gap="400">
        {answer && 'words' in answer && (
          <Banner tone="critical" title="The file was not read">
            <Text as="p">{answer.words}</Text>
          </Banner>
        )}
        {answer && 'report' in answer && <InboundReportCard {...answer} busy={busy} />}
        <BringFile
          label="File of purchase orders or notices (CSV)"
          about="One row is one article; rows with the same number are one order."
          {...{ example, busy }}
        >
          For goods that are on their way write notice in a column kind, and in order the number of
          the purchase order they are of. A cost is of one piece. The columns number, sku and
          quantity must be there.
        </BringFile>
      </BlockStack>
    </Page>
  )
}

export const ErrorBoundary = PageError
