import { Link } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Spinner, Text } from '@shopify/polaris'
import type { PlacedForm } from './answers.ts'

interface DoneCardProps {
  readonly form: PlacedForm
  readonly storeSilent: boolean
  readonly mailedTo: string | null
  readonly onAgain: () => void
  readonly busy: boolean
}

/** What became of the order: made, on its way, or what the store said no to. */
export function DoneCard({ form, storeSilent, mailedTo, onAgain, busy }: DoneCardProps) {
  if (form.state === 'placing' && form.problem !== null)
    return (
      <Banner
        tone="critical"
        title={`The store made ${form.draftName ?? 'the draft'} and no order of it`}
      >
        <BlockStack gap="200">
          <Text as="p">{form.problem}</Text>
          <InlineStack>
            <Button onClick={onAgain} loading={busy}>
              Try again
            </Button>
          </InlineStack>
        </BlockStack>
      </Banner>
    )
  if (form.state === 'placing')
    return (
      <Card>
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel="The store makes the order" />
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {storeSilent ? 'The store does not answer yet' : 'The store makes the order'}
            </Text>
            <Text as="p">
              {storeSilent
                ? 'The order is booked and is made once, as soon as the store answers; nobody needs to wait here.'
                : 'A moment.'}
            </Text>
          </BlockStack>
        </InlineStack>
      </Card>
    )
  if (form.state === 'cancelled')
    return (
      <Banner tone="info" title={`${form.draftName ?? 'This order'} was cancelled`}>
        <Text as="p">{form.problem ?? 'Nobody paid, and its link works no more.'}</Text>
      </Banner>
    )
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingLg">
          {form.orderName ? `${form.orderName} is ordered` : `${form.draftName} waits for payment`}
        </Text>
        {form.orderName && form.orderId && (
          <Text as="p">
            <Link to={`/app/orders/${form.orderId}`}>Open {form.orderName}</Link>
          </Text>
        )}
        {form.orderName && !form.orderId && (
          <Text as="p" tone="subdued">
            It arrives under Orders within seconds.
          </Text>
        )}
        {form.payUrl && (
          <BlockStack gap="100">
            <Text as="p">
              {mailedTo && !form.problem
                ? `The store mails the payment link to ${mailedTo}.`
                : 'Give the customer this payment link:'}
            </Text>
            {/* Selected whole by one click or by the keyboard, to be read out or copied. */}
            <input
              className="ow-pay-link"
              readOnly
              aria-label="Payment link"
              value={form.payUrl}
              onFocus={(event) => event.currentTarget.select()}
            />
          </BlockStack>
        )}
        {form.problem && <Banner tone="warning" title={form.problem} />}
        <InlineStack>
          <Button variant="primary" url={`/app/orders/new?at=${Date.now()}`} id="form-next">
            Next order
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}
