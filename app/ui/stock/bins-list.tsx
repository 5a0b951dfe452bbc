import { Form, useNavigation } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  EmptyState,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris'
import { type ReactNode, useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { FindBox } from '../list/find-box.tsx'
import { useFile } from '../use-file.ts'

interface ShownBin {
  readonly id: string
  readonly code: string
  readonly zone: string
  readonly kind: string
  readonly active: boolean
  readonly maxPieces: number | null
  readonly maxMl: number | null
  readonly pieces: number
  readonly articles: number
}

const kindOptions = [
  { value: 'pick', label: 'People pick from it' },
  { value: 'reserve', label: 'Reserve, behind the pick bins' },
]

/** Many bins in one go. */
export function MakeBins({ place }: { readonly place: string }) {
  const [range, setRange] = useState('')
  const [takes, setTakes] = useState({ kind: 'pick', maxPieces: '', litres: '' })
  const busy = useNavigation().state === 'submitting'
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="make" />
        <input type="hidden" name="place" value={place} />
        <FormLayout>
          <TextField
            label="Make bins"
            name="range"
            value={range}
            onChange={setRange}
            maxLength={200}
            placeholder="A-{01..04}-{01..10}"
            helpText="A-{01..04}-{01..10} is forty bins; letters run too: {A..C}-01."
            autoComplete="off"
          />
          <Takes takes={takes} onChange={setTakes} />
          <InlineStack>
            <Button submit variant="primary" loading={busy} disabled={range.trim() === ''}>
              Make them
            </Button>
          </InlineStack>
        </FormLayout>
      </Form>
    </Card>
  )
}

interface TakesProps {
  readonly takes: { readonly kind: string; readonly maxPieces: string; readonly litres: string }
  readonly onChange: (takes: TakesProps['takes']) => void
}

function Takes({ takes, onChange }: TakesProps) {
  return (
    <FormLayout.Group condensed>
      <Select
        label="What for"
        name="kind"
        options={kindOptions}
        value={takes.kind}
        onChange={(kind) => onChange({ ...takes, kind })}
      />
      <TextField
        label="Takes pieces"
        name="maxPieces"
        type="number"
        min={1}
        value={takes.maxPieces}
        onChange={(maxPieces) => onChange({ ...takes, maxPieces })}
        placeholder="Any"
        autoComplete="off"
      />
      <TextField
        label="Takes litres"
        name="litres"
        inputMode="decimal"
        value={takes.litres}
        onChange={(litres) => onChange({ ...takes, litres })}
        placeholder="Any"
        autoComplete="off"
      />
    </FormLayout.Group>
  )
}

interface BinsListProps {
  readonly rows: readonly ShownBin[]
  readonly mayChange: boolean
  readonly search: string
  readonly filter: ReactNode
}

/** Bins in walking order, chosen for labels, and what each takes. */
export function BinsList({ rows, mayChange, search, filter }: BinsListProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<string | null>(null)
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      if (isChosen) after.add(id)
      else after.delete(id)
      return after
    })
  return (
    <Card padding="0">
      <Box padding="300">
        <BlockStack gap="200">
          <FindBox label="Find bins" placeholder="How the code begins: A-01" search={search} />
          <InlineStack>{filter}</InlineStack>
          {rows.length > 0 && (
            <LabelButtons
              ids={rows.map(({ id }) => id).filter((id) => chosen.size === 0 || chosen.has(id))}
              isAll={chosen.size === 0}
            />
          )}
        </BlockStack>
      </Box>
      {rows.length === 0 ? (
        <EmptyState heading="No bins here" image="/nothing-here.svg">
          <Text as="p">Bins are made in ranges, or with the first goods of an article.</Text>
        </EmptyState>
      ) : (
        <ul className="ow-rows">
          {rows.map((row) => (
            <li key={row.id} className="ow-row">
              <span className="ow-row-main">
                <InlineStack gap="200" blockAlign="center">
                  <Checkbox
                    label={row.code}
                    checked={chosen.has(row.id)}
                    onChange={(isChosen) => choose(row.id, isChosen)}
                  />
                  {row.kind !== 'pick' && <Badge>{row.kind}</Badge>}
                  {!row.active && <Badge tone="warning">Not in use</Badge>}
                </InlineStack>
                <Text as="span" tone="subdued">
                  {[
                    `${howMany(row.pieces, 'piece')} of ${howMany(row.articles, 'article')}`,
                    row.maxPieces && `takes ${row.maxPieces}`,
                    row.maxMl && `${row.maxMl / 1_000} l`,
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </Text>
                {open === row.id && <ChangeBin row={row} />}
              </span>
              {mayChange && (row.kind === 'pick' || row.kind === 'reserve') && (
                <Button
                  size="slim"
                  accessibilityLabel={`Change ${row.code}`}
                  onClick={() => setOpen(open === row.id ? null : row.id)}
                >
                  Change
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function ChangeBin({ row }: { readonly row: ShownBin }) {
  const [takes, setTakes] = useState({
    kind: row.kind,
    maxPieces: row.maxPieces === null ? '' : String(row.maxPieces),
    litres: row.maxMl === null ? '' : String(row.maxMl / 1_000),
  })
  const [active, setActive] = useState(row.active)
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="change" />
      <input type="hidden" name="bin" value={row.id} />
      <FormLayout>
        <Takes takes={takes} onChange={setTakes} />
        <Checkbox label="In use" name="active" checked={active} onChange={setActive} />
        <InlineStack>
          <Button submit>Save</Button>
        </InlineStack>
      </FormLayout>
    </Form>
  )
}

/** Labels as a PDF, or for a label printer. */
function LabelButtons({
  ids,
  isAll,
}: {
  readonly ids: readonly string[]
  readonly isAll: boolean
}) {
  const { get, busy, problem } = useFile()
  const file = (as: 'pdf' | 'zpl', label: string) => (
    <Button
      size="slim"
      loading={busy}
      onClick={() =>
        void get(`/app/stock/labels?bins=${ids.join(',')}&as=${as}`, `labels.${as}`, 'save')
      }
    >
      {label}
    </Button>
  )
  const what = isAll ? `all ${ids.length} shown` : `${ids.length} chosen`
  return (
    <InlineStack gap="200" blockAlign="center">
      {file('pdf', `Labels of ${what} (PDF)`)}
      {file('zpl', 'For a label printer (ZPL)')}
      {problem && <Text as="span">{problem}</Text>}
    </InlineStack>
  )
}
