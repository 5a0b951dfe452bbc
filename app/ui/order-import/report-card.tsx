import { Form, Link } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import { type Judged, JudgedList } from '../file-import/judged-list.tsx'
import { rowWords } from '../file-import/row-words.ts'

interface Order {
  readonly reference: string | null
  readonly rows: readonly number[]
  readonly state: 'good' | 'bad' | 'placing' | 'placed' | 'refused'
  readonly reasons: readonly string[]
  readonly customer: string
  readonly pieces: number
  readonly draftName: string | null
  readonly orderName: string | null
  readonly orderId: string | null
}

interface ReportCardProps {
  readonly report: {
    readonly id: string
    readonly state: 'checked' | 'accepted'
    readonly name: string
    readonly ignored: readonly string[]
    readonly orders: readonly Order[]
  }
  readonly busy: boolean
}

const words = {
  good: 'Good',
  bad: 'Comes back',
  placing: 'On its way',
  placed: 'In the store',
  refused: 'Comes back',
} as const
const tones = {
  good: 'success',
  bad: 'critical',
  placing: 'info',
  placed: 'success',
  refused: 'critical',
} as const

/** What is said of each order of a file, and the one button that brings the good ones in. */
export function ReportCard({ report, busy }: ReportCardProps) {
  const { orders } = report
  const of = (...states: readonly Order['state'][]) =>
    orders.filter(({ state }) => states.includes(state))
  const back = of('bad', 'refused')
  const good = of('good')
  const shown = [...back, ...orders.filter((one) => !back.includes(one))]
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          <bdi className="ow-wrap">{report.name}</bdi>
        </Text>
        <Text as="p">
          {report.state === 'checked'
            ? `${howMany(good.length, 'order')} good, ${howMany(back.length, 'order')} to put right. Nothing is brought in yet.`
            : `${howMany(of('placed').length, 'order')} in the store, ${of('placing').length} on the way, ${back.length} came back.`}
        </Text>
        {report.ignored.length > 0 && (
          <Text as="p" tone="subdued">
            Columns nobody understood: {report.ignored.join(', ')}
          </Text>
        )}
        <InlineStack gap="200">
          {report.state === 'checked' && good.length > 0 && (
            <Form method="post">
              <input type="hidden" name="intent" value="accept" />
              <input type="hidden" name="id" value={report.id} />
              <Button submit variant="primary" loading={busy}>
                {`Bring in ${howMany(good.length, 'order')}`}
              </Button>
            </Form>
          )}
          {back.length > 0 && (
            <Button onClick={() => void download(report.id)}>
              {`Download ${howMany(
                back.reduce((sum, { rows }) => sum + rows.length, 0),
                'row',
              )} that came back`}
            </Button>
          )}
        </InlineStack>
        <JudgedList judged={shown.map(judgedOrder)} />
      </BlockStack>
    </Card>
  )
}

function judgedOrder(order: Order): Judged {
  const { rows, state } = order
  const named = order.orderName ?? order.draftName
  return {
    key: rows.join(),
    name: order.reference ?? `Row ${rows[0]}`,
    ...{ tone: tones[state], verdict: words[state], reasons: order.reasons },
    link: order.orderId ? (
      <Link to={`/app/orders/${order.orderId}`}>{named}</Link>
    ) : named ? (
      <span>{named}</span>
    ) : null,
    about: (
      <>
        <bdi className="ow-wrap">{order.customer || 'Nobody named'}</bdi>
        {`, ${howMany(order.pieces, 'piece')}, ${rowWords(rows)}`}
      </>
    ),
  }
}

/** A link could not say who asks: the file is fetched and handed to the browser. */
async function download(id: string): Promise<void> {
  const answer = await fetch(`/app/orders/returned?id=${id}`)
  if (!answer.ok) return
  const name = /filename\*=UTF-8''([^;]+)/.exec(
    answer.headers.get('content-disposition') ?? '',
  )?.[1]
  const url = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = decodeURIComponent(name ?? 'returned.csv')
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
