import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris'

interface ShownOnceProps {
  readonly code: {
    readonly title: string
    readonly words: string
    readonly picture: string
    readonly text: string
  }
}

/** A code that is shown this once: to scan with a device, or to print as a badge. */
export function ShownOnce({ code }: ShownOnceProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          <span dir="auto">{code.title}</span>
        </Text>
        <Text as="p">{code.words}</Text>
        <InlineStack gap="400" blockAlign="center">
          <img className="ow-qr" src={code.picture} alt={`QR code: ${code.title}`} />
          <div className="ow-grow">
            <code className="ow-secret ow-wrap">{code.text}</code>
          </div>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
