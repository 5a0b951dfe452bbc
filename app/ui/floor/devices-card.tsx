import { Form, useNavigation } from '@remix-run/react'
import { Badge, Box, Button, Card, InlineStack, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { May } from '../may.tsx'

interface ShownDevice {
  readonly id: string
  readonly name: string
  readonly state: 'waiting' | 'lapsed' | 'paired' | 'revoked'
  readonly seenAt: string | null
}

const states = {
  waiting: { words: 'Waits to be paired', tone: 'attention' },
  lapsed: { words: 'Was not paired in time', tone: 'new' },
  paired: { words: 'Paired', tone: 'success' },
  revoked: { words: 'Revoked', tone: 'critical' },
} as const

/** Devices that were paired, and the way to pair another. */
export function DevicesCard({
  devices,
  now,
}: {
  readonly devices: readonly ShownDevice[]
  readonly now: string
}) {
  return (
    <Card padding="0">
      <Box padding="300" borderBlockEndWidth="025" borderColor="border">
        <Text as="h2" variant="headingMd">
          Devices
        </Text>
        <May
          deed="devices.change"
          otherwise={<Text as="p">An owner of the shop pairs devices.</Text>}
        >
          <InviteForm key={devices.length} />
        </May>
      </Box>
      {devices.length === 0 && (
        <Box padding="300">
          <Text as="p" tone="subdued">
            No device yet. Pick and Pack work inside the admin too.
          </Text>
        </Box>
      )}
      {devices.map((device) => (
        <div key={device.id} className="ow-row">
          <div className="ow-row-main">
            <InlineStack gap="200" blockAlign="center">
              <span dir="auto" className="ow-wrap">
                {device.name}
              </span>
              <Badge tone={states[device.state].tone}>{states[device.state].words}</Badge>
            </InlineStack>
            {device.state === 'paired' && device.seenAt && (
              <Text as="span" tone="subdued" variant="bodySm">
                {lastSeen(device.seenAt, now)}
              </Text>
            )}
          </div>
          {device.state !== 'revoked' && (
            <May deed="devices.change">
              <Form method="post">
                <input type="hidden" name="intent" value="revoke_device" />
                <input type="hidden" name="device" value={device.id} />
                <Button submit tone="critical" accessibilityLabel={`Revoke ${device.name}`}>
                  Revoke
                </Button>
              </Form>
            </May>
          )}
        </div>
      ))}
    </Card>
  )
}

function InviteForm() {
  const [name, setName] = useState('')
  const busy = useNavigation().state !== 'idle'
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="invite" />
      <InlineStack gap="200" blockAlign="end">
        <div className="ow-grow">
          <TextField
            label="Name of the device"
            name="name"
            placeholder="Scanner 3"
            maxLength={60}
            autoComplete="off"
            value={name}
            onChange={setName}
          />
        </div>
        <Button submit variant="primary" disabled={busy || name.trim() === ''}>
          Pair a device
        </Button>
      </InlineStack>
    </Form>
  )
}

function lastSeen(at: string, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000)
  if (minutes < 10) return 'In use now'
  if (minutes < 120) return `In use ${howMany(minutes, 'minute')} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 48
    ? `In use ${howMany(hours, 'hour')} ago`
    : `In use ${howMany(Math.floor(hours / 24), 'day')} ago`
}
