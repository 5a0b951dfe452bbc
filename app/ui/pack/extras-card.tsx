import { Badge, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { PdfButton } from '../pdf-button.tsx'
import { usePlace } from '../place.tsx'
import type { BenchScreen, ShownExtra } from './bench-screen.ts'

type Send = (form: Record<string, string>) => void

/** What comes into the parcel beside the goods: each scanned or ticked; a gift's text as it is printed. */
export function ExtrasCard({
  screen,
  send,
  mayPack,
}: {
  readonly screen: BenchScreen
  readonly send: Send
  readonly mayPack: boolean
}) {
  const place = usePlace()
  if (screen.extras.length === 0 && screen.giftTexts.length === 0 && !screen.isGift) return null
  return (
    <Card padding="0">
      <div className="ow-card-head">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Beside the goods
          </Text>
          {screen.isGift && <Badge tone="magic">Gift</Badge>}
        </InlineStack>
        {screen.giftTexts.map((text) => (
          <p key={text} dir="auto" className="ow-gift">
            {text}
          </p>
        ))}
        {screen.giftTexts.length > 0 && (
          <PdfButton
            path={`${place}/pack/${screen.id}/cards`}
            name={`cards-${screen.number}`}
            label={screen.giftTexts.length === 1 ? 'Print the gift card' : 'Print the gift cards'}
          />
        )}
      </div>
      {screen.extras.map((extra) => (
        <ExtraRow key={extra.ruleId} extra={extra} send={send} mayPack={mayPack} />
      ))}
    </Card>
  )
}

function ExtraRow({
  extra,
  send,
  mayPack,
}: {
  readonly extra: ShownExtra
  readonly send: Send
  readonly mayPack: boolean
}) {
  const tick = (isIn: boolean) =>
    send({ intent: 'extra', rule: extra.ruleId, is_in: isIn ? 'yes' : 'no' })
  return (
    <div className="ow-row">
      <div className="ow-row-main">
        <Text as="span" fontWeight="semibold">
          <span dir="auto" className="ow-wrap">
            {`${extra.quantity} × ${extra.name}`}
          </span>
        </Text>
        <span className="ow-code ow-wrap">
          {[extra.code || 'No code', extra.must ? '' : 'may be left out']
            .filter(Boolean)
            .join(', ')}
        </span>
      </div>
      {mayPack && (
        <Button
          {...(extra.isIn ? { variant: 'plain' as const } : {})}
          accessibilityLabel={`${extra.isIn ? 'Take out' : 'It is in'}: ${extra.name}`}
          onClick={() => tick(!extra.isIn)}
        >
          {extra.isIn ? 'Take out' : 'It is in'}
        </Button>
      )}
      <span className={extra.isIn ? 'ow-tally ow-tally-done' : 'ow-tally'}>
        {extra.isIn ? '✓' : '–'}
      </span>
    </div>
  )
}
