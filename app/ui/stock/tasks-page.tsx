import { Form, useNavigation } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Link,
  Page,
  Select,
  Text,
} from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { useListQuery } from '../list/list-query.ts'
import { Pager } from '../list/pager.tsx'
import { May } from '../may.tsx'
import { ownerName } from '../owner-name.ts'
import { useGoodsPaths, usePlace } from '../place.tsx'
import { taskNames, taskWords } from './task-words.ts'

interface TaskBoard {
  readonly more: boolean
  readonly counts: Readonly<Record<string, number>>
  readonly query: { readonly kind: string | null; readonly state: string; readonly page: number }
  readonly timeZone: string
  readonly rows: readonly {
    readonly id: string
    readonly kind: string
    readonly state: string
    readonly reason: string
    readonly place: string
    readonly bin: string | null
    readonly toBin: string | null
    readonly title: string | null
    readonly lot: string | null
    readonly quantity: number | null
    readonly doneQuantity: number
    readonly isLate: boolean
    readonly dueAt: string
    readonly doneAt: string | null
    readonly doneBy: string | null
  }[]
}

interface TasksPageProps {
  readonly board: TaskBoard
  readonly answer: { readonly ok: boolean; readonly words: string } | undefined
}

/** What is to be done with goods: put away, counted, refilled, looked at, named. */
export function TasksPage({ board, answer }: TasksPageProps) {
  const { rows, more, counts, query, timeZone } = board
  const inAdmin = usePlace() === '/app'
  const paths = useGoodsPaths()
  const { state } = useNavigation()
  const change = useListQuery()
  return (
    <Page
      title="Tasks of the floor"
      subtitle="Put away, count, refill, look at"
      {...(inAdmin
        ? {}
        : {
            backAction: { content: 'Floor', url: '/floor' },
            secondaryActions: [{ content: 'Goods coming in', url: paths.inbound }],
          })}
    >
      <BlockStack gap="400">
        {answer && <Banner tone={answer.ok ? 'success' : 'critical'} title={answer.words} />}
        <Card padding="0">
          <Box padding="300">
            <InlineStack gap="200">
              <Select
                label="Kind"
                labelInline
                options={[
                  { value: '', label: 'All kinds' },
                  ...taskNames.map(({ value, label }) => ({
                    value,
                    label: `${label} (${counts[value] ?? 0})`,
                  })),
                ]}
                value={query.kind ?? ''}
                onChange={(value) => change('kind', value)}
              />
              <Select
                label="Show"
                labelInline
                options={[
                  { value: 'open', label: 'To do' },
                  { value: 'done', label: 'Done' },
                ]}
                value={query.state}
                onChange={(value) => change('state', value)}
              />
            </InlineStack>
          </Box>
          {rows.length === 0 ? (
            <EmptyState heading="Nothing to do here" image="/all-quiet.svg">
              <Text as="p">
                Goods that came in, bins whose turn it is, and pick bins that run low stand here.
              </Text>
            </EmptyState>
          ) : (
            <ul className="ow-rows" aria-busy={state === 'loading'}>
              {rows.map((row) => (
                <li key={row.id} className="ow-row ow-tap">
                  <span className="ow-row-main">
                    <InlineStack gap="200" blockAlign="center">
                      <Link url={`${paths.tasks}/${row.id}`}>{taskWords(row)}</Link>
                      {row.state === 'approval' && <Badge tone="attention">To decide</Badge>}
                      {row.isLate && <Badge tone="critical">Overdue</Badge>}
                    </InlineStack>
                    <Text as="span" tone="subdued">
                      <bdi className="ow-wrap">{row.reason}</bdi>
                    </Text>
                    <Text as="span" tone="subdued" variant="bodySm">
                      {row.doneAt
                        ? `${showInstant(row.doneAt, 'en', timeZone)}, ${ownerName(row.doneBy)}`
                        : `${row.place}, due ${showInstant(row.dueAt, 'en', timeZone)}`}
                    </Text>
                  </span>
                  {row.quantity !== null && (
                    <span className="ow-tally">{row.quantity - row.doneQuantity}</span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Pager page={query.page} more={more} />
        <May deed="stock.book">
          <Form method="post" className="ow-side ow-deeds">
            <input type="hidden" name="intent" value="plan" />
            <Button submit loading={state === 'submitting'}>
              See what is due now
            </Button>
          </Form>
        </May>
      </BlockStack>
    </Page>
  )
}
