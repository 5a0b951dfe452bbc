import { Form } from '@remix-run/react'
import { BlockStack, Button, Card, ChoiceList, Text } from '@shopify/polaris'
import { useState } from 'react'

/** The office's decision: who ships it instead. */
export function RerouteCard({
  targets,
  busy,
}: {
  readonly targets: readonly { readonly value: string; readonly label: string }[]
  readonly busy: boolean
}) {
  const [chosen, choose] = useState(targets[0]?.value ?? '')
  return (
    <Card>
      <Form method="post">
        <input type="hidden" name="intent" value="reroute" />
        <input type="hidden" name="to" value={chosen} />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            Who ships it instead?
          </Text>
          <ChoiceList
            title="Who ships it instead?"
            titleHidden
            choices={targets.map(({ value, label }) => ({ value, label }))}
            selected={[chosen]}
            onChange={([value]) => choose(value ?? '')}
          />
          <Button submit variant="primary" loading={busy}>
            Give it to them
          </Button>
        </BlockStack>
      </Form>
    </Card>
  )
}
