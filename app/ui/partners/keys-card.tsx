import { Form } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Text } from '@shopify/polaris'

export interface KeysCardProps {
  readonly keys: {
    readonly apiKeyHint: string | null
    readonly hasPortalCode: boolean
    readonly hasSigningSecret: boolean
  }
  readonly ownSystem: boolean
  /** A key that was just made; it is shown this once. */
  readonly issued: { readonly what: string; readonly value: string } | null
  readonly portalUrl: string
  readonly apiUrl: string
}

const names: Readonly<Record<string, string>> = {
  api_key: 'API key',
  portal_code: 'portal code',
  signing_secret: 'signing secret',
}

/** What the partner signs in, calls and verifies with. Each is shown once, when it is made. */
export function KeysCard({ keys, ownSystem, issued, portalUrl, apiUrl }: KeysCardProps) {
  return (
    <Layout.AnnotatedSection
      title="Keys"
      description="Give them to the partner in a safe way. Making a new one makes the one before worthless at once."
    >
      <BlockStack gap="400">
        {issued && (
          <Banner tone="success" title={`The new ${names[issued.what] ?? 'key'}, shown this once`}>
            <code className="ow-wrap ow-secret">{issued.value}</code>
          </Banner>
        )}
        <Card>
          <BlockStack gap="400">
            <KeyRow
              intent="portal_code"
              title="Portal code"
              words={`Opens ${portalUrl}. ${keys.hasPortalCode ? 'One was given out.' : 'None was made yet.'}`}
              has={keys.hasPortalCode}
            />
            {ownSystem && (
              <>
                <KeyRow
                  intent="api_key"
                  title="API key"
                  words={`For ${apiUrl}. ${keys.apiKeyHint ? `The present one ends in ${keys.apiKeyHint}` : 'None was made yet.'}`}
                  has={keys.apiKeyHint !== null}
                />
                <KeyRow
                  intent="signing_secret"
                  title="Signing secret"
                  words={`The partner verifies our messages with it. ${keys.hasSigningSecret ? 'One is in use.' : 'Without one nothing can be sent.'}`}
                  has={keys.hasSigningSecret}
                />
              </>
            )}
          </BlockStack>
        </Card>
      </BlockStack>
    </Layout.AnnotatedSection>
  )
}

function KeyRow({
  intent,
  title,
  words,
  has,
}: {
  readonly intent: string
  readonly title: string
  readonly words: string
  readonly has: boolean
}) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={intent} />
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <div className="ow-grow">
          <BlockStack gap="050">
            <Text as="h3" variant="headingSm">
              {title}
            </Text>
            <span className="ow-wrap">{words}</span>
          </BlockStack>
        </div>
        <Button submit>{has ? 'Make a new one' : 'Make one'}</Button>
      </InlineStack>
    </Form>
  )
}
