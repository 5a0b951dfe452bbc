import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useEffect, useRef } from 'react'

interface ShownOnceProps {
  readonly code: {
    readonly title: string
    readonly words: string
    readonly picture: string
    readonly text: string
    /** Whose badge it is, to print; null: it is scanned off the screen. */
    readonly badgeOf: string | null
  }
}

/** A code that is shown this once: to scan with a device, or to print as a badge. It comes before the eyes by itself. */
export function ShownOnce({ code }: ShownOnceProps) {
  const { title, words, picture, text, badgeOf } = code
  const card = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each code
  useEffect(() => {
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'center' })
  }, [text])
  return (
    <Card>
      <section ref={card} tabIndex={-1} aria-labelledby="ow-shown-once">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd" id="ow-shown-once">
            <span dir="auto">{title}</span>
          </Text>
          <Text as="p">{words}</Text>
          <div className={badgeOf === null ? '' : 'ow-badge'}>
            <InlineStack gap="400" blockAlign="center">
              <img className="ow-qr" src={picture} alt={`QR code: ${title}`} />
              <div className="ow-grow">
                {badgeOf !== null && (
                  <p className="ow-badge-name">
                    <bdi>{badgeOf}</bdi>
                  </p>
                )}
                <code className="ow-secret ow-wrap">{text}</code>
              </div>
            </InlineStack>
          </div>
          {badgeOf !== null && (
            <div className="ow-deeds">
              <Button variant="primary" onClick={() => window.print()}>
                Print
              </Button>
            </div>
          )}
        </BlockStack>
      </section>
    </Card>
  )
}
