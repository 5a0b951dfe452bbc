import type { FetcherWithComponents } from '@remix-run/react'
import { BlockStack, Button, InlineStack, Select, TextField } from '@shopify/polaris'
import { useState } from 'react'
import type { WorkAnswer } from './work-answer.ts'

interface ChaseFormProps {
  readonly work: { readonly id: string; readonly shipmentId: string | null }
  readonly now: string
  readonly fetcher: FetcherWithComponents<WorkAnswer>
}

/** Days the carrier is given at first. */
const patienceDays = 2

/** What the carrier said about goods that are late, silent or could not be delivered. */
export function ChaseForm({ work, now, fetcher }: ChaseFormProps) {
  const [found, setFound] = useState('wait')
  const [until, setUntil] = useState(
    new Date(new Date(now).getTime() + patienceDays * 86_400_000).toISOString().slice(0, 10),
  )
  return (
    <fetcher.Form method="post" action="/app/work?index">
      <input type="hidden" name="intent" value="chase" />
      <input type="hidden" name="work" value={work.id} />
      <input type="hidden" name="shipment" value={work.shipmentId ?? ''} />
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="end">
          <Select
            label="What the carrier says"
            name="found"
            value={found}
            onChange={setFound}
            options={[
              { value: 'wait', label: 'It goes on; look again on' },
              { value: 'delivered', label: 'It was delivered' },
              { value: 'came_back', label: 'It came back, or is lost' },
            ]}
          />
          {found === 'wait' && (
            <TextField
              label="Look again on"
              type="date"
              name="until"
              value={until}
              onChange={setUntil}
              autoComplete="off"
            />
          )}
          <Button submit variant="primary" loading={fetcher.state !== 'idle'}>
            Write it down
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  )
}
