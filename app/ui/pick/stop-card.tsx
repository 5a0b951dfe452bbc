import { BlockStack, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { GoodsPicture } from '../goods-picture.tsx'
import type { ShownStop } from './tour-screen.ts'
import type { Doing } from './use-tour.ts'

interface StopCardProps {
  readonly stop: ShownStop
  readonly batch: boolean
  readonly oneTote: boolean
  readonly way: { readonly words: string; readonly place: string } | null
  readonly act: (doing: Doing) => void
}

/** Where to go and what to take, readable at arm's length. */
export function StopCard({ stop, batch, oneTote, way, act }: StopCardProps) {
  const isAtBin = stop.wants !== 'bin'
  return (
    <Card>
      <div className="ow-stop">
        {way && !isAtBin && (
          <p className="ow-way">{way.place ? `${way.words}: ${way.place}` : way.words}</p>
        )}
        <div className={isAtBin ? 'ow-bin ow-bin-done' : 'ow-bin'}>{stop.bin ?? 'By hand'}</div>
        <div className="ow-take">
          {stop.imageUrl && <GoodsPicture key={stop.imageUrl} url={stop.imageUrl} />}
          <div className="ow-goods">
            <span className="ow-count">
              {stop.open === 0 ? stop.picked : stop.open}{' '}
              <small>{stop.open === 0 ? 'taken' : `of ${stop.quantity}`}</small>
            </span>
            <strong dir="auto">{stop.title}</strong>
            {stop.variant && <span dir="auto">{stop.variant}</span>}
            <span className="ow-code">{stop.sku ?? 'No code'}</span>
            {stop.lot && (
              <span>
                Lot <strong>{stop.lot}</strong>
                {stop.expiresOn ? `, to be used by ${stop.expiresOn}` : ''}
              </span>
            )}
            {stop.serial && (
              <span>
                Serial number <strong className="ow-code">{stop.serial}</strong>
              </span>
            )}
          </div>
        </div>
        {stop.wishes.map((wish) => (
          <span key={wish} className="ow-wish" dir="auto">
            {wish}
          </span>
        ))}
        {stop.notes.map((note) => (
          <span key={note} className="ow-wish" dir="auto">
            {note}
          </span>
        ))}
        {batch && (
          <InlineStack gap="200" blockAlign="center">
            <Text as="span">{stop.wants === 'tote' ? 'Now scan tote' : 'Into tote'}</Text>
            <span className="ow-tote">{stop.tote}</span>
            <Text as="span" tone="subdued">
              {stop.shipment}
            </Text>
          </InlineStack>
        )}
        {oneTote && (
          <InlineStack gap="200" blockAlign="center">
            <Text as="span">All into tote</Text>
            <span className="ow-tote">{stop.tote}</span>
          </InlineStack>
        )}
        <Many key={`${stop.id}${stop.version}`} stop={stop} act={act} />
      </div>
    </Card>
  )
}

/** Many pieces at once, by number; and what has no code, by a press. */
function Many({ stop, act }: Omit<StopCardProps, 'batch' | 'oneTote' | 'way'>) {
  const [count, setCount] = useState(String(stop.open))
  const byHand = stop.wants === 'by_hand'
  if (!byHand && (stop.wants !== 'item' || stop.open < 2)) return null
  const quantity = Number(count)
  const isGood = Number.isInteger(quantity) && quantity >= 1 && quantity <= stop.open
  const code = byHand ? '' : (stop.serial ?? stop.barcode ?? stop.sku ?? '')
  // A number alone proves nothing: the first piece of a thing with a code is scanned.
  const proved = byHand || stop.picked > 0
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="end" wrap={false}>
        <TextField
          label="Pieces"
          labelHidden={byHand && stop.open === 1}
          type="number"
          min={1}
          max={stop.open}
          value={count}
          onChange={setCount}
          autoComplete="off"
          disabled={!proved}
        />
        <Button
          size="large"
          disabled={!isGood || !proved}
          onClick={() =>
            act({ intent: 'scan', pick: stop.id, version: stop.version, code, quantity })
          }
        >
          {byHand ? 'I have it' : `Take ${isGood ? quantity : ''}`}
        </Button>
      </InlineStack>
      {!proved && (
        <Text as="p" tone="subdued">
          Scan one first, then take the rest by number.
        </Text>
      )}
    </BlockStack>
  )
}
