import { Form, useNavigation } from '@remix-run/react'
import { BlockStack, Button, Card, InlineStack, Link, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useMay } from '../may.tsx'
import { useFile } from '../use-file.ts'

interface InboundDeedsProps {
  readonly head: {
    readonly id: string
    readonly kind: 'order' | 'notice' | 'transfer'
    readonly number: string
    readonly state: 'open' | 'draft' | 'done' | 'cancelled'
    readonly version: number
    readonly order: { readonly id: string; readonly number: string } | null
  }
}

/** What can be done with it now. */
export function InboundDeeds({ head }: InboundDeedsProps) {
  const may = useMay()
  const busy = useNavigation().state === 'submitting'
  const { get, busy: fetching, problem } = useFile()
  const [to, setTo] = useState('')
  const deed = (intent: string, label: string, isPrimary = false) => (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <Button submit loading={busy} {...(isPrimary ? { variant: 'primary' as const } : {})}>
        {label}
      </Button>
    </Form>
  )
  const file = (as: 'csv' | 'pdf', label: string) => (
    <Button
      loading={fetching}
      onClick={() =>
        void get(`/app/stock/inbound/${head.id}/file?as=${as}`, `${head.number}.${as}`, 'save')
      }
    >
      {label}
    </Button>
  )
  const isOpen = head.state === 'open'
  return (
    <Card>
      <BlockStack gap="300">
        {head.order && (
          <Text as="p">
            Of purchase order{' '}
            <Link url={`/app/stock/inbound/${head.order.id}`}>{head.order.number}</Link>
          </Text>
        )}
        <InlineStack gap="200">
          {isOpen && may('stock.book') && deed('receive', 'Receive goods', true)}
          {head.state === 'draft' && may('stock.order') && deed('order', 'It is ordered', true)}
          {head.kind === 'order' && file('pdf', 'As PDF')}
          {head.kind === 'order' && file('csv', 'As CSV')}
          {(isOpen || head.state === 'draft') &&
            may('stock.order') &&
            deed('close', isOpen ? 'Nothing more comes' : 'Give it up')}
        </InlineStack>
        {problem && (
          <Text as="p" tone="critical">
            {problem}
          </Text>
        )}
        {head.kind === 'order' && (isOpen || head.state === 'draft') && may('stock.order') && (
          <Form method="post">
            <input type="hidden" name="intent" value="mail" />
            <input type="hidden" name="version" value={head.version} />
            <TextField
              label="Send it to the supplier"
              name="to"
              type="email"
              value={to}
              onChange={setTo}
              autoComplete="email"
              connectedRight={
                <Button submit loading={busy} disabled={to.trim() === ''}>
                  Send
                </Button>
              }
            />
          </Form>
        )}
      </BlockStack>
    </Card>
  )
}
