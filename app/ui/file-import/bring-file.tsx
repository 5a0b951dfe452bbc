import { Form } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'

interface BringFileProps {
  /** What the file is of. */
  readonly label: string
  /** A file of a few rows, as it should look. */
  readonly example: string
  /** What one row is, and what checking does. */
  readonly about: string
  /** What else is understood. */
  readonly children: ReactNode
  readonly busy: boolean
}

/** Where a file is chosen, and what it must look like. */
export function BringFile({ label, example, about, children, busy }: BringFileProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Bring a file
        </Text>
        <Form method="post" encType="multipart/form-data">
          <BlockStack gap="300">
            <label className="ow-file">
              <span>{label}</span>
              <input type="file" name="file" accept=".csv,.txt,text/csv,text/plain" required />
            </label>
            <InlineStack>
              <Button submit loading={busy}>
                Check it
              </Button>
            </InlineStack>
          </BlockStack>
        </Form>
        <Text as="p" tone="subdued">
          Checking makes nothing yet. {about} Commas, semicolons or tabs, UTF-8 or Excel’s own.
        </Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than a phone is scrolled by keyboard, too */}
        <pre className="ow-body" tabIndex={0}>
          {example}
        </pre>
        <Text as="p" tone="subdued">
          {children}
        </Text>
      </BlockStack>
    </Card>
  )
}
