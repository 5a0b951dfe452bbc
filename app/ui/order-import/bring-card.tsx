import { Form } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'

const example = `reference,sku,quantity,first_name,last_name,email,address1,zip,city,country,delivery,payment
A-1,HP-MUG-NAVY,2,Ana,Kos,ana@example.com,Trg 5,2000,Maribor,Slovenia,Express,paid
A-1,HP-TEA-50,1,,,,,,,,,`

/** Where a file is chosen, and what it must look like. */
export function BringCard({ busy }: { readonly busy: boolean }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Bring a file
        </Text>
        <Form method="post" encType="multipart/form-data">
          <BlockStack gap="300">
            <label className="ow-file">
              <span>File of orders (CSV)</span>
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
          Checking makes nothing yet. One row is one article; rows with the same reference are one
          order, and a reference comes in once. Commas, semicolons or tabs, UTF-8 or Excel’s own.
        </Text>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than a phone is scrolled by keyboard, too */}
        <pre className="ow-body" tabIndex={0}>
          {example}
        </pre>
        <Text as="p" tone="subdued">
          Also understood: phone, company, address2, region, note, department_note, delivery_price
          (else the store’s price of that option), and for what your shop asks: line:Engraving,
          order:VAT, metafield:custom.licence.
        </Text>
      </BlockStack>
    </Card>
  )
}
