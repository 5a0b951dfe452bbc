import { Form, Link } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import { type Judged, JudgedList } from '../file-import/judged-list.tsx'
import { rowWords } from '../file-import/row-words.ts'

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

type OneInbound = InboundReportProps['report']['inbounds'][number]
const isGood = (one: OneInbound) =>
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
        <JudgedList judged={[...back, ...good].map(judgedInbound)} />
      </BlockStack>
    </Card>
  )
}

function judgedInbound(one: OneInbound): Judged {
  const good = isGood(one)
  return {
    key: one.number,
    name: one.id ? (
      <Link to={`/app/stock/inbound/${one.id}`}>{one.number}</Link>
    ) : (
      one.number || 'Without a number'
    ),
    ...{ tone: good ? 'success' : 'critical', verdict: good ? 'Good' : 'Comes back', link: null },
    about: `${howMany(one.pieces, 'piece')}, ${rowWords(one.rows.map(({ row }) => row))}`,
    reasons: [
      ...one.reasons,
      ...one.rows.flatMap(({ row, reasons }) => reasons.map((why) => `Row ${row}: ${why}`)),
    ],
  }
}

function saveText(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
