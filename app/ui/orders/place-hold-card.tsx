import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, FormLayout, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { type HoldKind, handKinds, holdLabel, holdOwner } from '../../journey/holds/hold-kinds.ts'
import { teams } from '../../journey/next-step.ts'
import { ownerName } from '../owner-name.ts'

/** A person stops an order: why, who looks after it, until when. Closed until it is asked for. */
export function PlaceHoldCard() {
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Hold this order…</Button>
      </div>
    )
  return <HoldForm onClose={() => setOpen(false)} />
}

function HoldForm({ onClose }: { readonly onClose: () => void }) {
  const [kind, setKind] = useState<HoldKind>('person')
  const [owner, setOwner] = useState<string>(holdOwner.person)
  const [reason, setReason] = useState('')
  const [at, setAt] = useState('')
  const busy = useNavigation().state !== 'idle'
  const until = kind === 'until'
  const choose = (raw: string) => {
    const chosen = handKinds.find((one) => one === raw) ?? 'person'
    setKind(chosen)
    setOwner(holdOwner[chosen])
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Hold this order
        </Text>
        <Form method="post">
          <input type="hidden" name="intent" value="hold" />
          <FormLayout>
            <Select
              label="Kind"
              name="kind"
              options={handKinds.map((value) => ({ value, label: holdLabel[value] }))}
              value={kind}
              onChange={choose}
            />
            <TextField
              label="Why"
              name="reason"
              value={reason}
              onChange={setReason}
              maxLength={240}
              autoComplete="off"
              helpText="No names or addresses: it stands in the store too"
            />
            <Select
              label="Who looks after it"
              name="owner"
              options={teams.map((value) => ({ value, label: ownerName(value) }))}
              value={owner}
              onChange={setOwner}
            />
            <TextField
              label={until ? 'Until' : 'Due (empty: in 24 hours)'}
              name="at"
              type="datetime-local"
              value={at}
              onChange={setAt}
              autoComplete="off"
              {...(until ? { helpText: 'It releases itself then, in the shop’s own time' } : {})}
            />
            <Button submit disabled={busy || reason.trim() === '' || (until && at === '')}>
              Hold
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </FormLayout>
        </Form>
      </BlockStack>
    </Card>
  )
}
