import { Form, useNavigation } from '@remix-run/react'
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { showInstant } from '../../journey/show-time.ts'
import { May } from '../may.tsx'

interface ShownLink {
  readonly state: 'open' | 'used' | 'revoked' | 'expired'
  readonly madeAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
  readonly revokedAt: string | null
  readonly sentAt: string | null
}

const stateWords = {
  open: { label: 'Open, not answered', tone: 'attention' },
  used: { label: 'Answered', tone: 'success' },
  revoked: { label: 'Revoked', tone: 'critical' },
  expired: { label: 'Run out', tone: 'critical' },
} as const

/** The link by which the customer completes the order: how it stands, send it again, revoke it. */
export function CorrectionLinkCard({
  link,
  timeZone,
}: {
  readonly link: ShownLink
  readonly timeZone: string
}) {
  const busy = useNavigation().state !== 'idle'
  const at = (iso: string) => showInstant(iso, 'en', timeZone)
  const { label, tone } = stateWords[link.state]
  const lines = [
    link.sentAt ? `Letter sent ${at(link.sentAt)}` : `Made ${at(link.madeAt)}, no letter sent yet`,
    ...(link.state === 'open' ? [`Valid until ${at(link.expiresAt)}`] : []),
    ...(link.state === 'expired' ? [`Was valid until ${at(link.expiresAt)}`] : []),
    ...(link.usedAt ? [`Answered ${at(link.usedAt)}`] : []),
    ...(link.revokedAt ? [`Revoked ${at(link.revokedAt)}`] : []),
  ]
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Link sent to the customer
          </Text>
          <Badge tone={tone}>{label}</Badge>
        </InlineStack>
        {lines.map((line) => (
          <Text as="p" key={line}>
            {line}
          </Text>
        ))}
        <May deed="orders.links">
          <InlineStack gap="200">
            <Form method="post">
              <input type="hidden" name="intent" value="send_link" />
              <Button submit disabled={busy}>
                Send the link again
              </Button>
            </Form>
            {link.state === 'open' && (
              <Form method="post">
                <input type="hidden" name="intent" value="revoke_link" />
                <Button submit tone="critical" disabled={busy}>
                  Revoke the link
                </Button>
              </Form>
            )}
          </InlineStack>
        </May>
      </BlockStack>
    </Card>
  )
}
