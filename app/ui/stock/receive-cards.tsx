import { Badge, BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { useGoodsPaths, usePlace } from '../place.tsx'
import type { KeptForm } from '../scan/send-form.ts'
import { useFile } from '../use-file.ts'
import type { ReceiveScreen, ShownReceived, ShownVerdict } from './receive-screen.ts'

type Send = (form: Record<string, string>) => void

const verdictWords = (one: ShownVerdict): string =>
  ({
    as_expected: 'as expected',
    over: `${one.pieces} too many`,
    short: `${one.pieces} still to come`,
    not_ordered: 'not ordered',
  })[one.kind]
const verdictTones = {
  as_expected: 'success',
  over: 'warning',
  short: 'attention',
  not_ordered: 'critical',
} as const

/** What came of each article beside what was to come. */
export function VerdictsCard({ verdicts }: { readonly verdicts: readonly ShownVerdict[] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Came and expected
        </Text>
        {verdicts.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing came yet.
          </Text>
        )}
        <ul className="ow-rows">
          {verdicts.map((one) => (
            <li key={one.itemId}>
              <span className="ow-row-main">
                <bdi className="ow-wrap">{one.title}</bdi>
                <Text as="span" tone="subdued">
                  {one.sku ?? 'no SKU'}: {one.good} of {one.expected}
                  {one.damaged > 0 ? `, ${one.damaged} damaged` : ''}
                </Text>
              </span>
              <Badge tone={verdictTones[one.kind]}>{verdictWords(one)}</Badge>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}

interface ReceivedCardProps {
  readonly screen: ReceiveScreen
  /** What was done here and not answered yet. */
  readonly kept: readonly KeptForm[]
  readonly mayUndo: boolean
  readonly send: Send
}

/** What was scanned, newest first, each to be taken back while the delivery is open. */
export function ReceivedCard({ screen, kept, mayUndo, send }: ReceivedCardProps) {
  const waiting = kept
    .flatMap(({ key, form: { code, quantity = '1' } }) => (code ? [{ key, code, quantity }] : []))
    .toReversed()
  const pieces = waiting.reduce((sum, one) => sum + Number(one.quantity), 0)
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Out of the box
          </Text>
          <Text as="span" tone="subdued">
            {pieces === 0
              ? howMany(screen.pieces, 'piece')
              : `${screen.pieces} counted, ${pieces} waiting to be sent`}
          </Text>
        </InlineStack>
        {screen.lines.length === 0 && waiting.length === 0 && (
          <Text as="p" tone="subdued">
            Nothing was scanned yet.
            {screen.blind && screen.state === 'open'
              ? ' How many should come is shown once the delivery is closed.'
              : ''}
          </Text>
        )}
        <ul className="ow-rows">
          {waiting.map((one) => (
            <li key={one.key}>
              <bdi className="ow-row-main ow-wrap">
                {one.quantity} × {one.code}
              </bdi>
              <Badge tone="attention">Waits to be sent</Badge>
            </li>
          ))}
          {screen.lines.map((line) => (
            <li key={line.id}>
              <span className="ow-row-main">
                <bdi className="ow-wrap">
                  {line.quantity} × {line.title ?? line.code}
                </bdi>
                <Text as="span" tone="subdued">
                  {factsOf(line)}
                </Text>
              </span>
              <InlineStack gap="200" blockAlign="center">
                {line.condition === 'damaged' && <Badge tone="critical">Damaged</Badge>}
                {line.condition === 'unknown' && <Badge tone="warning">Unknown</Badge>}
                {line.inspection && <Badge tone="attention">To be looked at</Badge>}
                {line.itemId && <LabelsButton line={line} itemId={line.itemId} />}
                {mayUndo && (
                  <Button
                    size="slim"
                    accessibilityLabel={`Take back ${line.quantity} × ${line.title ?? line.code}`}
                    onClick={() => send({ intent: 'undo', line: line.id })}
                  >
                    Take back
                  </Button>
                )}
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  )
}

interface LabelsButtonProps {
  readonly line: ShownReceived
  readonly itemId: string
}

/** Labels for goods that came without: in the admin with a choice of sizes, at the door at once, one a piece. */
function LabelsButton({ line, itemId }: LabelsButtonProps) {
  const { labels } = useGoodsPaths()
  const { get, busy, problem } = useFile()
  const inAdmin = usePlace() === '/app'
  const what = {
    size: 'slim' as const,
    accessibilityLabel: `Labels for ${line.title}`,
    children: problem ? 'Labels: try again' : 'Labels',
  }
  if (inAdmin) return <Button {...what} url={`/app/stock/${itemId}?labels=${line.quantity}`} />
  const path = `${labels}?item=${itemId}&copies=${Math.min(line.quantity, 500)}`
  return <Button {...what} loading={busy} onClick={() => void get(path, 'labels.pdf', 'open')} />
}

const factsOf = (line: ShownReceived): string =>
  [
    line.sku ?? line.code,
    line.lot && `lot ${line.lot}`,
    line.expiresOn && `to be sent by ${line.expiresOn}`,
    line.serial && `serial number ${line.serial}`,
  ]
    .filter(Boolean)
    .join(', ')

interface CloseReceiptProps {
  readonly pieces: number
  /** What was not answered yet: it is counted before the delivery is closed. */
  readonly kept: readonly KeptForm[]
  readonly send: Send
}

/** The last press: everything of this delivery is counted. */
export function CloseReceipt({ pieces, kept, send }: CloseReceiptProps) {
  const [note, setNote] = useState('')
  return (
    <Card>
      <BlockStack gap="300">
        <TextField
          label="Note about this delivery"
          value={note}
          onChange={setNote}
          maxLength={1_000}
          multiline={2}
          autoComplete="off"
        />
        <div className="ow-deeds">
          <Button
            size="large"
            variant="primary"
            disabled={kept.length > 0}
            onClick={() => send({ intent: 'close', note })}
          >
            {kept.length > 0 ? 'All counted' : closeWords(pieces)}
          </Button>
        </div>
        {kept.length > 0 && (
          <Text as="p" tone="subdued">
            {kept.some(({ form }) => form['intent'] === 'close')
              ? 'The delivery is closed as soon as this is sent.'
              : `${howMany(kept.length, 'scan waits', 'scans wait')} here to be sent. Then the delivery can be closed.`}
          </Text>
        )}
      </BlockStack>
    </Card>
  )
}

const closeWords = (pieces: number): string =>
  pieces === 0 ? 'Nothing came: close it' : `All counted: ${howMany(pieces, 'piece')}`
