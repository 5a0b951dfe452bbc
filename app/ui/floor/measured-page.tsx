import { useSearchParams } from '@remix-run/react'
import {
  BlockStack,
  Button,
  Card,
  EmptyState,
  InlineStack,
  Page,
  Select,
  Text,
} from '@shopify/polaris'
import { useFile } from '../use-file.ts'

interface MeasuredRow {
  readonly day: string
  readonly person: string
  readonly room: 'pick' | 'pack'
  readonly orders: number
  readonly lines: number
  readonly pieces: number
  readonly scans: number
  readonly caught: number
  readonly shorts: number
  readonly metres: number | null
  readonly secondsPerLine: number | null
  readonly secondsPerOrder: number | null
}

interface MeasuredProps {
  readonly days: number
  readonly pauseSeconds: number
  readonly rows: readonly MeasuredRow[]
}

const works = { pick: 'Picking', pack: 'Packing' } as const
const spans = [
  { value: '1', label: 'Today and yesterday' },
  { value: '7', label: '7 days' },
  { value: '31', label: '31 days' },
  { value: '92', label: '92 days' },
]

/** The floor in figures; each is what the scans of that day add up to. */
export function MeasuredPage({ days, pauseSeconds, rows }: MeasuredProps) {
  const [, setSearch] = useSearchParams()
  const { busy, get, problem } = useFile()
  return (
    <Page
      title="Measured floor"
      subtitle="What every scan of picking and packing adds up to, by person and day"
      fullWidth
    >
      <BlockStack gap="400">
        <Card>
          <InlineStack gap="300" blockAlign="end">
            <Select
              label="Days"
              options={spans}
              value={String(days)}
              onChange={(value) => setSearch({ days: value })}
            />
            <Button
              loading={busy}
              onClick={() => void get(`/app/measured/csv?days=${days}`, 'floor.csv', 'save')}
            >
              Save as CSV
            </Button>
            {problem !== null && (
              <Text as="p" tone="critical">
                {problem}
              </Text>
            )}
          </InlineStack>
        </Card>
        {rows.length === 0 ? (
          <Card>
            <EmptyState heading="Nothing was scanned" image="/all-quiet.svg">
              <Text as="p">Figures come with the first tour that is walked.</Text>
            </EmptyState>
          </Card>
        ) : (
          <Card padding="0">
            <Figures rows={rows} />
          </Card>
        )}
        <div className="ow-inset">
          <Text as="p" tone="subdued">
            Seconds run from one scan to the next; a gap of more than{' '}
            {Math.round(pauseSeconds / 60)} minutes is a pause. Metres are those of the planned
            walks.
          </Text>
        </div>
      </BlockStack>
    </Page>
  )
}

const figure = (value: number | null) =>
  value === null ? '–' : value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })

function Figures({ rows }: { readonly rows: readonly MeasuredRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too
    <section className="ow-figures-scroll" tabIndex={0} aria-label="Figures by person and day">
      <table className="ow-figures">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Person</th>
            <th scope="col">Work</th>
            <th scope="col">Seconds a line</th>
            <th scope="col">Seconds an order</th>
            <th scope="col">Orders</th>
            <th scope="col">Lines</th>
            <th scope="col">Pieces</th>
            <th scope="col">Scans</th>
            <th scope="col">Wrong, refused</th>
            <th scope="col">Short</th>
            <th scope="col">Metres</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.day} ${row.person} ${row.room}`}>
              <td>{row.day}</td>
              <td>
                <bdi>{row.person}</bdi>
              </td>
              <td>{works[row.room]}</td>
              <td>{figure(row.secondsPerLine)}</td>
              <td>{figure(row.secondsPerOrder)}</td>
              <td>{figure(row.orders)}</td>
              <td>{figure(row.lines)}</td>
              <td>{figure(row.pieces)}</td>
              <td>{figure(row.scans)}</td>
              <td>{figure(row.caught)}</td>
              <td>{figure(row.shorts)}</td>
              <td>{figure(row.metres)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
