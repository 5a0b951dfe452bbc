import { Form } from '@remix-run/react'
import { Button, Card, InlineStack, Layout, Text } from '@shopify/polaris'
import { showDistance, showInstant } from '../../journey/show-time.ts'

interface SessionsCardProps {
  readonly sessions: readonly { readonly openedAt: string; readonly seenAt: string }[]
  readonly now: string
  readonly timeZone: string
}

/** Who is signed in at the portal right now; the office signs them all out at once. */
export function SessionsCard({ sessions, now, timeZone }: SessionsCardProps) {
  return (
    <Layout.AnnotatedSection
      title="Signed in at the portal"
      description="A session ends after 12 hours, or 2 without a sign of life. Signed out, people need the code again: make a new one as well when somebody has it who should not."
    >
      <Card>
        {sessions.length === 0 ? (
          <Text as="p" tone="subdued">
            Nobody is signed in.
          </Text>
        ) : (
          <Form method="post">
            <input type="hidden" name="intent" value="sign_out" />
            <InlineStack align="space-between" blockAlign="center" gap="300">
              <ul className="ow-grow">
                {sessions.map(({ openedAt, seenAt }) => (
                  <li key={openedAt}>
                    Since {showInstant(openedAt, 'en', timeZone)}, seen{' '}
                    {showDistance(seenAt, new Date(now))}
                  </li>
                ))}
              </ul>
              <Button submit tone="critical">
                Sign everybody out
              </Button>
            </InlineStack>
          </Form>
        )}
      </Card>
    </Layout.AnnotatedSection>
  )
}
