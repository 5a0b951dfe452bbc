import { Box, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris'
import { type ReactNode, useId, useState } from 'react'

/** One entry of a list; a press opens its form. */
export function Entry({
  title,
  words,
  children,
}: {
  readonly title: string
  readonly words: string
  readonly children: ReactNode
}) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <div className="ow-row-main">
          <Text as="h3" variant="headingSm">
            <bdi className="ow-wrap">{title}</bdi>
          </Text>
          <Text as="p" tone="subdued">
            {words}
          </Text>
        </div>
        <Button
          onClick={() => setOpen(!open)}
          ariaControls={id}
          ariaExpanded={open}
          accessibilityLabel={`${open ? 'Close' : 'Change'} ${title}`}
        >
          {open ? 'Close' : 'Change'}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={open}>
        <Box paddingBlockStart="400">{open && children}</Box>
      </Collapsible>
    </Card>
  )
}
