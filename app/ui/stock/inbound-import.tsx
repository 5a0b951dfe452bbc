import { Form, Link } from '@remix-run/react'
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'

const example = `number,vendor,place,expected_on,sku,quantity,cost,lot,expires_on
PO-77,Harbour Pottery,Warehouse,2026-12-15,HP-MUG-NAVY,48,4.20,,
PO-77,,,,HP-TEA-50,24,2.10,L-2026-11,2027-11-30`

/** Where a file is chosen, and what it must look like. */
export function BringInbound({ busy }: { readonly busy: boolean }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Bring a file
        </Text>
        <Form method="post" encType="multipart/form-data">
          <BlockStack gap="300">
            <label className="ow-file">
              <span>File of purchase orders or notices (CSV)</span>
              <input type="file" name="file" accept=".csv,.txt,text/csv,text/plain" required />
            </label>
            <InlineStack>
              <Button submit loading={busy}>
                Check it
              </Button>
            </InlineStack>
          </BlockStack>
        </Form>
        <Text as="p" tone="subdued">
          Checking makes nothing yet. One row is one article; rows with the same number are one
          order. Say kind: notice for goods that are on their way, and order: PO-77 for the purchase
          order they are of.
        </Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than a phone is scrolled by keyboard, too */}
        <pre className="ow-body" tabIndex={0}>
          {example}
        </pre>
      </BlockStack>
    </Card>
  )
}

interface InboundReportProps {
  readonly report: {
    readonly ignored: readonly string[]
    readonly inbounds: readonly {
      readonly number: string
      readonly kind: 'order' | 'notice'
      readonly pieces: number
      readonly reasons: readonly string[]
      readonly id: string | null
      readonly rows: readonly {
        readonly row: number
        readonly code: string
        readonly reasons: readonly string[]
      }[]
    }[]
  }
  readonly isTrial: boolean
  /** The file again, in base64, to be brought in as it was judged. */
  readonly text: string
  /** Rows that came back, as a file; null: none did. */
  readonly returned: string | null
  readonly busy: boolean
}

type Judged = InboundReportProps['report']['inbounds'][number]
const isGood = (one: Judged) =>
  one.reasons.length === 0 && one.rows.every(({ reasons }) => reasons.length === 0)

/** What is said of each order of a file, row by row, and the one button that brings the good ones in. */
export function InboundReportCard({ report, isTrial, text, returned, busy }: InboundReportProps) {
  const good = report.inbounds.filter(isGood)
  const back = report.inbounds.filter((one) => !isGood(one))
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {isTrial
            ? `${good.length} good, ${back.length} to put right. Nothing is brought in yet.`
            : `${good.length} brought in, ${back.length} came back.`}
        </Text>
        {report.ignored.length > 0 && (
          <Text as="p" tone="subdued">
            Columns nobody understood: {report.ignored.join(', ')}
          </Text>
        )}
        <InlineStack gap="200">
          {isTrial && good.length > 0 && (
            <Form method="post">
              <input type="hidden" name="intent" value="accept" />
              <input type="hidden" name="text" value={text} />
              <Button submit variant="primary" loading={busy}>
                {`Bring in ${good.length}`}
              </Button>
            </Form>
          )}
          {returned !== null && (
            <Button onClick={() => saveText(returned, 'returned.csv')}>
              Download the rows that came back
            </Button>
          )}
        </InlineStack>
        <ul className="ow-rows">
          {[...back, ...good].map((one) => (
            <li key={one.number}>
              <OneJudged one={one} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}

function OneJudged({ one }: { readonly one: Judged }) {
  const reasons = [
    ...one.reasons,
    ...one.rows.flatMap(({ row, reasons: of }) => of.map((why) => `Row ${row}: ${why}`)),
  ]
  return (
    <div className="ow-row-main">
      <InlineStack gap="200" blockAlign="center">
        {one.id ? (
          <Link to={`/app/stock/inbound/${one.id}`}>{one.number}</Link>
        ) : (
          <bdi className="ow-wrap">{one.number || 'Without a number'}</bdi>
        )}
        <Badge tone={isGood(one) ? 'success' : 'critical'}>
          {isGood(one) ? 'Good' : 'Comes back'}
        </Badge>
      </InlineStack>
      <Text as="span" tone="subdued">
        {`${one.pieces} pieces, ${one.rows.length === 1 ? 'row' : 'rows'} ${one.rows.map(({ row }) => row).join(', ')}`}
      </Text>
      {reasons.length > 0 && (
        <ul className="ow-reasons">
          {reasons.map((reason) => (
            <li key={reason} className="ow-wrap">
              {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function saveText(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
