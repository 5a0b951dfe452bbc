import { BlockStack, Button, Card, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { sameCode } from '../../kernel/same-code.ts'
import { ownerName } from '../owner-name.ts'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { soundRight, soundWrong } from '../scan/sounds.ts'
import type { SendTask, TaskScreen } from './task-screen.ts'

interface CountCardProps {
  readonly screen: TaskScreen
  readonly send: SendTask
}

interface Row {
  readonly key: number
  readonly code: string
  readonly quantity: string
  readonly lot: string
  readonly serial: string
}

/** A bin counted blind: prove the bin, scan what lies in it, say how many. Nothing says how many there should be. */
export function CountCard({ screen: { task, countedByYou }, send }: CountCardProps) {
  const [isThere, setIsThere] = useState(false)
  const [wrong, setWrong] = useState('')
  const [rows, setRows] = useState<readonly Row[]>([])
  if (countedByYou)
    return (
      <Card>
        <Text as="p">You counted {task.bin} already. Somebody else counts it now.</Text>
      </Card>
    )
  const onScan = (code: string) => {
    if (!isThere) {
      const isBin = sameCode(code, task.bin ?? '')
      if (isBin) soundRight()
      else soundWrong()
      setWrong(isBin ? '' : `Wrong bin: count ${task.bin}`)
      return setIsThere(isBin)
    }
    soundRight()
    setRows((before) => counted(before, code))
  }
  const change = (key: number, part: Partial<Row>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const submit = () =>
    send({
      intent: 'count',
      found: JSON.stringify(
        rows.map(({ code, quantity, lot, serial }) => ({
          ...{ code, lot, serial, quantity: Number(quantity) },
        })),
      ),
    })
  return (
    <>
      <Card>
        <div className="ow-stop">
          <Text as="p" tone="subdued">
            {isThere ? 'Count what lies in' : 'Go to'}
          </Text>
          <div className={isThere ? 'ow-bin ow-bin-done' : 'ow-bin'}>{task.bin}</div>
          <Text as="p" tone="subdued">
            Without damaged pieces, and without what is in totes.
          </Text>
        </div>
      </Card>
      {wrong !== '' && (
        <p className="ow-wrong ow-inset" role="alert">
          {wrong}
        </p>
      )}
      <div className="ow-inset">
        <ScanField
          label={isThere ? 'Scan each piece, or once and type how many' : 'Scan the bin'}
          onScan={onScan}
        />
        <CameraScan onScan={onScan} />
      </div>
      {isThere && (
        <Card>
          <BlockStack gap="300">
            {rows.length === 0 && (
              <Text as="p" tone="subdued">
                Nothing was scanned yet.
              </Text>
            )}
            <div className="ow-lines">
              {rows.map((row) => (
                <CountedRow key={row.key} row={row} onChange={(part) => change(row.key, part)} />
              ))}
            </div>
            <div className="ow-deeds">
              <Button size="large" variant="primary" onClick={submit}>
                {rows.length === 0 ? 'It is empty' : 'That is all'}
              </Button>
            </div>
          </BlockStack>
        </Card>
      )}
    </>
  )
}

/** One more of what was scanned. */
function counted(rows: readonly Row[], code: string): readonly Row[] {
  const known = rows.find((row) => sameCode(row.code, code) && row.lot === '' && row.serial === '')
  return known
    ? rows.map((row) =>
        row === known ? { ...row, quantity: String(Number(row.quantity) + 1) } : row,
      )
    : [...rows, { key: rows.length, code, quantity: '1', lot: '', serial: '' }]
}

function CountedRow({
  row,
  onChange,
}: {
  readonly row: Row
  readonly onChange: (part: Partial<Row>) => void
}) {
  const field = (name: 'quantity' | 'lot' | 'serial', label: string) => (
    <TextField
      label={label}
      value={row[name]}
      onChange={(value) => onChange({ [name]: value })}
      maxLength={120}
      autoComplete="off"
      {...(name === 'quantity' ? { type: 'number', min: 0, inputMode: 'numeric' } : {})}
    />
  )
  return (
    <div className="ow-line">
      <span className="ow-code">{row.code}</span>
      {field('quantity', `Pieces of ${row.code}`)}
      {field('lot', 'Lot')}
      {field('serial', 'Serial number')}
    </div>
  )
}

interface CountsSeenProps extends CountCardProps {
  readonly mayApprove: boolean
}

/** What each counter found, once nobody has to count any more, and the decision about it. */
export function CountsSeen({ screen, send, mayApprove }: CountsSeenProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Counted
        </Text>
        {screen.counts.map((count) => (
          <BlockStack key={count.round} gap="100">
            <Text as="h3" variant="headingSm">
              {ownerName(count.by)},{' '}
              {count.lines.length === 0 ? 'as in the ledger' : `off by ${count.value}`}
            </Text>
            <ul className="ow-reasons">
              {count.lines.map((line) => (
                <li key={`${line.itemId} ${line.lotId} ${line.serial}`}>
                  <bdi className="ow-wrap">{line.title}</bdi>
                  {line.serial ? `, serial number ${line.serial}` : ''}: {line.found} found,{' '}
                  {line.ledger} in the ledger
                </li>
              ))}
            </ul>
          </BlockStack>
        ))}
        {mayApprove && (
          <div className="ow-deeds">
            <Button variant="primary" onClick={() => send({ intent: 'decide', choice: 'book' })}>
              Book what was counted last
            </Button>
            <Button onClick={() => send({ intent: 'decide', choice: 'keep' })}>
              Keep the ledger
            </Button>
          </div>
        )}
      </BlockStack>
    </Card>
  )
}
