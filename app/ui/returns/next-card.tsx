import { Form } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { ReturnLineFacts } from './return-lines.tsx'

/** Approve is the one dominant action; to decline needs words for the customer. */
export function DecideCard({ busy }: { readonly busy: boolean }) {
  const [why, setWhy] = useState('')
  const [declining, setDeclining] = useState(false)
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          May it come back?
        </Text>
        <Form method="post">
          <input type="hidden" name="intent" value="approve" />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={busy && !declining} disabled={busy}>
              Approve the return
            </Button>
            {!declining && <Button onClick={() => setDeclining(true)}>Decline…</Button>}
          </InlineStack>
        </Form>
        {declining && (
          <Form method="post">
            <input type="hidden" name="intent" value="decline" />
            <BlockStack gap="200">
              <TextField
                label="Why not? The customer reads this."
                name="why"
                value={why}
                onChange={setWhy}
                autoComplete="off"
                multiline={3}
                maxLength={500}
                showCharacterCount
              />
              <InlineStack gap="200">
                <Button submit tone="critical" disabled={why.trim() === '' || busy} loading={busy}>
                  Decline the return
                </Button>
                <Button onClick={() => setDeclining(false)}>Cancel</Button>
              </InlineStack>
            </BlockStack>
          </Form>
        )}
      </BlockStack>
    </Card>
  )
}

/** Counts what is in the parcel: by scanning each piece, or by typing numbers. */
export function ReceiveCard({
  lines,
  busy,
}: {
  readonly lines: readonly ReturnLineFacts[]
  readonly busy: boolean
}) {
  const [counts, setCounts] = useState<Readonly<Record<string, string>>>({})
  const [code, setCode] = useState('')
  const [said, setSaid] = useState('')
  const countOf = (id: string) => Number(counts[id] ?? '0') || 0
  const scan = () => {
    const wanted = code.trim().toLowerCase()
    if (wanted === '') return
    setCode('')
    const fits = lines.filter((line) => line.codes.some((one) => one.toLowerCase() === wanted))
    const open = fits.find((line) => countOf(line.id) < line.quantity)
    if (fits.length === 0) return setSaid(`"${wanted}" does not belong to this return.`)
    if (!open)
      return setSaid(`More of "${wanted}" than was asked for: put it aside and ask the office.`)
    setCounts({ ...counts, [open.id]: String(countOf(open.id) + 1) })
    setSaid(`${open.title}: ${countOf(open.id) + 1} of ${open.quantity}`)
  }
  const counted = lines.reduce((sum, line) => sum + countOf(line.id), 0)
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What is in the parcel?
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            scan()
          }}
        >
          <TextField
            label="Scan a barcode or SKU"
            value={code}
            onChange={setCode}
            autoComplete="off"
            connectedRight={<Button submit>Count</Button>}
          />
        </form>
        <div aria-live="polite">{said && <Text as="p">{said}</Text>}</div>
        <Form method="post">
          <input type="hidden" name="intent" value="receive" />
          <BlockStack gap="300">
            {lines.map((line) => (
              <TextField
                key={line.id}
                type="number"
                min={0}
                max={line.quantity}
                label={`${line.title}${line.about ? `, ${line.about}` : ''}`}
                helpText={`${line.quantity} expected${line.sku ? `, ${line.sku}` : ''}`}
                name={`count-${line.id}`}
                value={counts[line.id] ?? '0'}
                onChange={(value) => setCounts({ ...counts, [line.id]: value })}
                autoComplete="off"
              />
            ))}
            <InlineStack>
              <Button submit variant="primary" disabled={counted === 0 || busy} loading={busy}>
                Book as received
              </Button>
            </InlineStack>
          </BlockStack>
        </Form>
        <Form method="post">
          <input type="hidden" name="intent" value="nothing_came" />
          <BlockStack gap="100">
            <Text as="p" tone="subdued">
              Nothing came, and nobody waits for it any longer? Closing gives no money back.
            </Text>
            <InlineStack>
              <Button submit variant="tertiary" tone="critical" disabled={busy}>
                Nothing came, close it
              </Button>
            </InlineStack>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  )
}

/** Looks at every piece that came: good, or damaged. */
export function InspectCard({
  lines,
  busy,
}: {
  readonly lines: readonly ReturnLineFacts[]
  readonly busy: boolean
}) {
  const [damaged, setDamaged] = useState<Readonly<Record<string, string>>>({})
  const [notes, setNotes] = useState<Readonly<Record<string, string>>>({})
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="inspect" />
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            How is it?
          </Text>
          {lines.map((line) => {
            const bad = Math.min(line.received, Number(damaged[line.id] ?? '0') || 0)
            const missing = line.quantity - line.received
            return (
              <BlockStack gap="200" key={line.id}>
                <Text as="h3" variant="headingSm">
                  {line.title}
                </Text>
                <Text as="p" tone="subdued">
                  {`${line.received - bad} back to the shelf, ${bad} damaged`}
                  {missing > 0 ? `, ${missing} missing` : ''}
                </Text>
                <input type="hidden" name={`good-${line.id}`} value={line.received - bad} />
                {line.received > 0 && (
                  <TextField
                    type="number"
                    min={0}
                    max={line.received}
                    label="Damaged pieces"
                    name={`damaged-${line.id}`}
                    value={damaged[line.id] ?? '0'}
                    onChange={(value) => setDamaged({ ...damaged, [line.id]: value })}
                    autoComplete="off"
                  />
                )}
                <TextField
                  label="Note (the customer reads it)"
                  name={`note-${line.id}`}
                  value={notes[line.id] ?? ''}
                  onChange={(value) => setNotes({ ...notes, [line.id]: value })}
                  autoComplete="off"
                  maxLength={300}
                />
              </BlockStack>
            )
          })}
          <InlineStack>
            <Button submit variant="primary" loading={busy} disabled={busy}>
              Done inspecting
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  )
}

/** How much goes back: the proposal, or less. */
export function SettleCard({
  proposal,
  proposalText,
  currency,
  busy,
}: {
  /** Decimal, "25.00". */
  readonly proposal: string
  readonly proposalText: string
  readonly currency: string
  readonly busy: boolean
}) {
  const [amount, setAmount] = useState(proposal)
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="settle" />
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            How much goes back?
          </Text>
          <Text as="p">
            {`${proposalText} was paid for what came. You may give less, or nothing.`}
          </Text>
          <TextField
            label="Refund"
            name="amount"
            value={amount}
            onChange={setAmount}
            suffix={currency}
            inputMode="decimal"
            autoComplete="off"
          />
          <InlineStack>
            <Button submit variant="primary" loading={busy} disabled={busy}>
              Give it back and close the return
            </Button>
          </InlineStack>
        </BlockStack>
      </Form>
    </Card>
  )
}
