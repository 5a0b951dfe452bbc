import { Banner, BlockStack, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { sameCode } from '../../kernel/same-code.ts'
import { GoodsPicture } from '../goods-picture.tsx'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { soundRight, soundWrong } from '../scan/sounds.ts'
import type { SendTask, TaskScreen } from './task-screen.ts'

type Wants = 'from' | 'item' | 'to'

interface CarryCardProps {
  readonly screen: TaskScreen
  readonly send: SendTask
}

/** Goods on their way to a bin: scan where they come from, what they are, and where they go. */
export function CarryCard({ screen, send }: CarryCardProps) {
  const { task, suggestions, codes, serials } = screen
  const left = (task.quantity ?? 0) - task.doneQuantity
  const best = suggestions[0]
  const fits = task.kind === 'put_away' && best ? Math.min(left, best.fits) : left
  const isNumbered = serials.length > 0
  const [quantity, setQuantity] = useState(String(isNumbered ? 1 : fits))
  const [scanned, setScanned] = useState<{ from: string; item: string }>({ from: '', item: '' })
  const [wrong, setWrong] = useState('')
  const wants =
    task.kind === 'replenish' && scanned.from === '' ? 'from' : scanned.item === '' ? 'item' : 'to'
  const target = task.kind === 'replenish' ? task.toBin : (best?.code ?? null)
  const refuse = (words: string) => {
    soundWrong()
    setWrong(words)
  }
  const prove = (isRight: boolean, proved: { from: string; item: string }, words: string) => {
    if (!isRight) return refuse(words)
    soundRight()
    setScanned(proved)
  }
  const onScan = (code: string) => {
    setWrong('')
    if (wants === 'from')
      return prove(
        sameCode(code, task.bin ?? ''),
        { from: code, item: '' },
        `Wrong bin: take them from ${task.bin}`,
      )
    if (wants === 'item')
      return prove(
        [...codes, ...serials].some((known) => sameCode(code, known)),
        { ...scanned, item: code },
        `Wrong article: this is about ${task.sku ?? task.title}`,
      )
    send({
      ...{ intent: 'carry', key: `task:${crypto.randomUUID()}`, to: code },
      ...{ from: scanned.from, item: scanned.item, quantity },
    })
  }
  return (
    <>
      <Card>
        <div className="ow-stop">
          <WhatNow screen={screen} wants={wants} target={target} quantity={quantity} />
          {!isNumbered && (
            <TextField
              label={`Pieces, ${left} at most`}
              type="number"
              inputMode="numeric"
              min={1}
              max={left}
              value={quantity}
              onChange={setQuantity}
              autoComplete="off"
            />
          )}
        </div>
      </Card>
      {wrong !== '' && (
        <p className="ow-wrong ow-inset" role="alert">
          {wrong}
        </p>
      )}
      <div className="ow-inset">
        <ScanField
          label={
            {
              from: `Scan ${task.bin}`,
              item: isNumbered ? 'Scan the serial number of a piece' : 'Scan the article',
              to: 'Scan the bin you put them into',
            }[wants]
          }
          onScan={onScan}
        />
        <CameraScan onScan={onScan} />
      </div>
      {task.kind === 'put_away' && (
        <Suggested suggestions={suggestions} quantity={left} wants={wants} />
      )}
    </>
  )
}

interface WhatNowProps {
  readonly screen: TaskScreen
  readonly wants: Wants
  readonly target: string | null
  readonly quantity: string
}

/** The bin to go to, and the goods. */
function WhatNow({ screen: { task, imageUrl }, wants, target, quantity }: WhatNowProps) {
  const words = { from: 'Take from', item: 'Article', to: 'Put into' }[wants]
  return (
    <>
      <Text as="p" tone="subdued">
        {words}
      </Text>
      <div className="ow-bin">{wants === 'to' ? (target ?? 'any bin') : task.bin}</div>
      <div className="ow-take">
        {imageUrl && <GoodsPicture key={imageUrl} url={imageUrl} />}
        <span className="ow-count">{quantity}</span>
        <span className="ow-goods">
          <strong>
            <bdi>{task.title}</bdi>
          </strong>
          <span className="ow-code">{task.sku}</span>
          {task.lot && <span>lot {task.lot}</span>}
        </span>
      </div>
    </>
  )
}

interface SuggestedProps {
  readonly suggestions: TaskScreen['suggestions']
  readonly quantity: number
  readonly wants: Wants
}

/** Where to put them and why; any other bin of the place is as good to the app. */
function Suggested({ suggestions, quantity, wants }: SuggestedProps) {
  if (suggestions.length === 0)
    return (
      <Banner tone="warning" title="No bin has room by the rules">
        <Text as="p">Scan any bin you find room in, or make new ones under Stock, Bins.</Text>
      </Banner>
    )
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          Suggested bins
        </Text>
        {suggestions.map((one) => (
          <InlineStack key={one.binId} align="space-between" blockAlign="center" gap="200">
            <span className="ow-row-main">
              <Text as="span" fontWeight="semibold">
                {one.code}
              </Text>
              <Text as="span" tone="subdued">
                {one.reason}
              </Text>
            </span>
            {wants === 'to' && one.fits < quantity && (
              <Text as="span" tone="subdued">
                {one.fits} fit
              </Text>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
