import {
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  InlineStack,
  RadioButton,
  Text,
} from '@shopify/polaris'
import type { FormProblem } from '../../journey/form-verdict.ts'
import type { FormContent } from '../../journey/order-form.ts'
import { howMany } from '../../kernel/how-many.ts'
import { showMoney } from '../../kernel/money.ts'
import type { QuoteAnswer } from './answers.ts'
import { goTo } from './fields.ts'
import type { Saving } from './use-saving.ts'

const savingWords: Readonly<Record<Saving, string>> = {
  nothing: 'Nothing typed yet',
  typing: 'Saving…',
  saved: 'Saved',
  offline: 'No connection: kept on this page, saved as soon as it is back',
  changed_elsewhere: 'Changed in another window',
}

interface SummaryCardProps {
  readonly content: FormContent
  readonly change: (next: FormContent) => void
  readonly quote: Extract<QuoteAnswer, { kind: 'quote' }> | null
  readonly stale: boolean
  readonly saving: Saving
  readonly busy: boolean
  /** Why it was not ordered, or why there are no sums: said beside the button, where the hand is. */
  readonly trouble: string | null
  /** All that is missing, shown once somebody pressed the button. */
  readonly problems: readonly FormProblem[]
  readonly currency: string
  readonly onCommit: () => void
}

/** What it comes to, how it is paid, and the one button. */
export function SummaryCard(props: SummaryCardProps) {
  const { content, change, trouble, problems, busy, onCommit } = props
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Sum
        </Text>
        <Sums {...props} />
        <Divider />
        <fieldset className="ow-fieldset">
          <legend>Payment</legend>
          <BlockStack gap="100">
            <RadioButton
              id="payment-link"
              name="payment"
              label="The customer gets a payment link"
              checked={content.payment === 'link'}
              onChange={() => change({ ...content, payment: 'link' })}
            />
            <RadioButton
              id="payment-paid"
              name="payment"
              label="It is paid"
              checked={content.payment === 'paid'}
              onChange={() => change({ ...content, payment: 'paid' })}
            />
          </BlockStack>
        </fieldset>
        {trouble && (
          <Banner tone="critical">
            <Text as="p">{trouble}</Text>
          </Banner>
        )}
        {problems.length > 0 && (
          <div className="ow-problems" role="alert">
            <Text as="h3" fontWeight="semibold">
              Not ordered yet
            </Text>
            <ul>
              {problems.map(({ field, text }) => (
                <li key={`${field} ${text}`}>
                  <button type="button" onClick={() => goTo(field)}>
                    {text}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Button variant="primary" size="large" fullWidth loading={busy} onClick={onCommit}>
          {content.payment === 'paid' ? 'Order, paid' : 'Order and send the link'}
        </Button>
        <InlineStack align="space-between" gap="200">
          <Text as="span" tone="subdued">
            Ctrl + Enter
          </Text>
          <Box>
            <span role="status" className="ow-saving">
              {savingWords[props.saving]}
            </span>
          </Box>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

function Sums({ content, quote, stale, currency }: SummaryCardProps) {
  const goods = content.lines.reduce(
    (sum, line) => sum + BigInt(line.priceMinor) * BigInt(line.quantity),
    0n,
  )
  const bringing = content.shipping?.priceMinor ? BigInt(content.shipping.priceMinor) : null
  const money = (minor: bigint) =>
    showMoney({ minor, currency: content.lines[0]?.currency ?? currency })
  const pieces = content.lines.reduce((sum, line) => sum + line.quantity, 0)
  const sums = stale ? null : (quote?.sums ?? null)
  const tax = sums === null ? 0n : BigInt(sums.tax)
  const total = sums === null ? goods + (bringing ?? 0n) : BigInt(sums.total)
  return (
    <dl className="ow-sums">
      <dt>{howMany(pieces, 'piece')}</dt>
      <dd>{money(goods)}</dd>
      <dt>{content.shipping?.title ?? 'Delivery'}</dt>
      <dd>{bringing === null ? '–' : money(bringing)}</dd>
      {tax > 0n && (
        <>
          <dt>Tax</dt>
          <dd>{money(tax)}</dd>
        </>
      )}
      <dt className="ow-total">Total</dt>
      <dd className="ow-total" aria-live="polite">
        {money(total)}
      </dd>
    </dl>
  )
}
