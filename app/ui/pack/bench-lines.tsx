import { Button, Card, InlineStack, Text } from '@shopify/polaris'
import type { BenchScreen, ShownLine } from './bench-screen.ts'

type Send = (form: Record<string, string>) => void

/** What belongs into the parcel, and what is in it. */
export function BenchLines({
  screen,
  send,
  mayPack,
}: {
  readonly screen: BenchScreen
  readonly send: Send
  readonly mayPack: boolean
}) {
  const open = screen.lines.filter((line) => line.packed < line.quantity)
  const done = screen.lines.filter((line) => line.packed === line.quantity)
  return (
    <Card padding="0">
      {[...open, ...done].map((line) => (
        <Line key={line.id} line={line} seen={screen.packed} send={send} mayPack={mayPack} />
      ))}
    </Card>
  )
}

interface LineProps {
  readonly line: ShownLine
  readonly seen: number
  readonly send: Send
  readonly mayPack: boolean
}

function Line({ line, seen, send, mayPack }: LineProps) {
  const isIn = line.packed === line.quantity
  return (
    <div className="ow-row">
      {line.imageUrl && <img src={line.imageUrl} alt="" />}
      <div className="ow-row-main">
        <Text as="span" fontWeight="semibold">
          <span dir="auto" className="ow-wrap">
            {line.title}
          </span>
        </Text>
        <InlineStack gap="200">
          {line.variant && (
            <span dir="auto" className="ow-wrap">
              {line.variant}
            </span>
          )}
          <span className="ow-code">{line.sku ?? 'No code'}</span>
        </InlineStack>
        {line.wishes.map((wish) => (
          <span key={wish} className="ow-wish" dir="auto">
            {wish}
          </span>
        ))}
        {mayPack && (
          <InlineStack gap="300">
            {line.byHand && !isIn && (
              <Button
                onClick={() =>
                  send({
                    intent: 'scan',
                    code: '',
                    line: line.id,
                    quantity: String(line.quantity - line.packed),
                    seen: String(seen),
                  })
                }
              >
                It is in
              </Button>
            )}
            {line.packed > 0 && (
              <Button
                variant="plain"
                accessibilityLabel={`Take one out: ${line.title}`}
                onClick={() => send({ intent: 'undo', line: line.id, seen: String(seen) })}
              >
                Take one out
              </Button>
            )}
          </InlineStack>
        )}
      </div>
      <span className={isIn ? 'ow-tally ow-tally-done' : 'ow-tally'}>
        {line.packed} / {line.quantity}
      </span>
    </div>
  )
}
