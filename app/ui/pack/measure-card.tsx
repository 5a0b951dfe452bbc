import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, Card, FormLayout, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { BenchScreen } from './bench-screen.ts'

/** Things nobody measured yet: asked for once, kept with the item. */
export function MeasureCard({ screen }: { readonly screen: BenchScreen }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          How large is it?
        </Text>
        <Text as="p" tone="subdued">
          Asked once: it is kept with the item, and the carton is suggested from then on.
        </Text>
        {screen.unmeasured.map((line) => (
          <MeasureForm key={line.id} line={line} />
        ))}
      </BlockStack>
    </Card>
  )
}

const sides = ['length', 'width', 'height'] as const
const labels = { length: 'Length', width: 'Width', height: 'Height' } as const

function MeasureForm({ line }: { readonly line: BenchScreen['unmeasured'][number] }) {
  const fetcher = useFetcher<{ ok: boolean; words: string }>()
  const [typed, setTyped] = useState({ length: '', width: '', height: '' })
  const wrong = fetcher.data && !fetcher.data.ok ? fetcher.data.words : null
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="measure" />
      <input type="hidden" name="line" value={line.id} />
      <BlockStack gap="200">
        <p dir="auto" className="ow-wrap">
          {line.title}
        </p>
        <FormLayout>
          <FormLayout.Group condensed>
            {sides.map((side) => (
              <TextField
                key={side}
                label={labels[side]}
                name={side}
                type="integer"
                inputMode="numeric"
                suffix="mm"
                autoComplete="off"
                value={typed[side]}
                onChange={(value) => setTyped({ ...typed, [side]: value })}
              />
            ))}
          </FormLayout.Group>
        </FormLayout>
        {wrong !== null && (
          <div role="alert">
            <Text as="p" tone="critical">
              {wrong}
            </Text>
          </div>
        )}
        <Button
          submit
          loading={fetcher.state !== 'idle'}
          disabled={sides.some((side) => typed[side] === '')}
          accessibilityLabel={`Keep the size of ${line.title}`}
        >
          Keep the size
        </Button>
      </BlockStack>
    </fetcher.Form>
  )
}
