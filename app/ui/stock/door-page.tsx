import { Form, Link, useNavigation } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'

interface DoorPageProps {
  readonly board: {
    readonly search: string
    readonly page: number
    readonly more: boolean
    readonly places: readonly { readonly id: string; readonly name: string }[]
    readonly counting: readonly {
      readonly id: string
      readonly number: string
      readonly inbound: string | null
      readonly place: string
      readonly pieces: number
    }[]
    readonly expected: readonly {
      readonly id: string
      readonly number: string
      readonly vendor: string
      readonly place: string
      readonly isLate: boolean
      readonly expectedOn: string | null
    }[]
  }
  readonly answer: { readonly words: string } | undefined
}

/** Goods at the door, for a phone: go on with a delivery, begin one that is expected, or one nobody announced. */
export function DoorPage({ board, answer }: DoorPageProps) {
  const { counting, expected, places } = board
  return (
    <Page
      title="Receive"
      subtitle="What is at the door"
      backAction={{ content: 'Floor', url: '/floor' }}
    >
      <BlockStack gap="400">
        {answer && <Banner tone="critical" title={answer.words} />}
        {counting.length > 0 && (
          <Card>
            <BlockStack gap="200">
              <Text as="h2" variant="headingMd">
                Being counted
              </Text>
              <ul className="ow-rows">
                {counting.map((one) => (
                  <li key={one.id} className="ow-tap">
                    <span className="ow-row-main">
                      <Link to={`/floor/goods/${one.id}`}>
                        {[one.number, one.inbound].filter(Boolean).join(', ')}
                      </Link>
                      <Text
                        as="span"
                        tone="subdued"
                      >{`${one.place}, ${howMany(one.pieces, 'piece')} so far`}</Text>
                    </span>
                  </li>
                ))}
              </ul>
            </BlockStack>
          </Card>
        )}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Expected
            </Text>
            <Find search={board.search} />
            {expected.length === 0 && (
              <Text as="p" tone="subdued">
                {board.search === '' ? 'Nothing is expected.' : 'Nothing is expected by this name.'}
              </Text>
            )}
            <ul className="ow-rows">
              {expected.map((one) => (
                <li key={one.id}>
                  <span className="ow-row-main">
                    <InlineStack gap="200" blockAlign="center">
                      <strong>
                        <bdi className="ow-wrap">{one.number}</bdi>
                      </strong>
                      {one.isLate && <Badge tone="critical">Late</Badge>}
                    </InlineStack>
                    <Text as="span" tone="subdued">
                      <bdi className="ow-wrap">{one.vendor || 'Nobody named'}</bdi>
                      {one.expectedOn ? `, expected ${one.expectedOn}` : ''}
                    </Text>
                  </span>
                  <Begin
                    place={places[0]?.id ?? ''}
                    inbound={one.id}
                    label="Receive"
                    about={one.number}
                  />
                </li>
              ))}
            </ul>
            <Pages page={board.page} more={board.more} search={board.search} />
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              Goods nobody announced
            </Text>
            <div className="ow-deeds">
              {places.map(({ id, name }) => (
                <Begin
                  key={id}
                  place={id}
                  inbound={null}
                  label={`Receive at ${name}`}
                  about={name}
                />
              ))}
            </div>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  )
}

interface BeginProps {
  readonly place: string
  readonly inbound: string | null
  readonly label: string
  readonly about: string
}

function Begin({ place, inbound, label, about }: BeginProps) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <input type="hidden" name="place" value={place} />
      {inbound !== null && <input type="hidden" name="inbound" value={inbound} />}
      <Button
        submit
        size="large"
        loading={busy}
        accessibilityLabel={inbound === null ? label : `${label} ${about}`}
      >
        {label}
      </Button>
    </Form>
  )
}

/** By the number on the papers; a scanner types it. */
function Find({ search }: { readonly search: string }) {
  const [q, setQ] = useState(search)
  return (
    <Form method="get">
      <TextField
        label="Number, or who sends it"
        name="q"
        value={q}
        onChange={setQ}
        autoComplete="off"
        connectedRight={
          <Button submit size="large">
            Find
          </Button>
        }
      />
    </Form>
  )
}

interface PagesProps {
  readonly page: number
  readonly more: boolean
  readonly search: string
}

function Pages({ page, more, search }: PagesProps) {
  const at = (to: number) => `?${new URLSearchParams({ q: search, page: String(to) })}`
  if (page === 1 && !more) return null
  return (
    <InlineStack gap="400">
      {page > 1 && <Link to={at(page - 1)}>Earlier</Link>}
      {more && <Link to={at(page + 1)}>More</Link>}
    </InlineStack>
  )
}
