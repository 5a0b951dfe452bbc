import { useFetcher } from '@remix-run/react'
import { Banner, BlockStack, Button, InlineStack, Layout, Page, Text } from '@shopify/polaris'
import { useRef, useState } from 'react'
import { GiftFields, type GiftSettings } from './gift-fields.tsx'
import { type Preview, PreviewCard } from './preview-card.tsx'
import { emptyRule, RuleCard, type TypedRule } from './rule-card.tsx'

type Answer =
  | { readonly kind: 'saved' }
  | { readonly kind: 'no_order' | 'bad_form' }
  | { readonly kind: 'wrong_rules'; readonly wrong: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong_settings'; readonly fields: Readonly<Record<string, string>> }
  | ({ readonly kind: 'preview' } & Preview)

/** What comes into parcels beside the goods: rules, tried on an order before they hold. */
export function PackingRulesPage({
  loaded,
}: {
  readonly loaded: GiftSettings & {
    readonly currency: string
    readonly rules: readonly TypedRule[]
  }
}) {
  const fetcher = useFetcher<Answer>()
  const form = useRef<HTMLFormElement>(null)
  const [rules, setRules] = useState(loaded.rules)
  const [values, setValues] = useState<GiftSettings>(loaded)
  const answer = fetcher.data
  const wrong = answer?.kind === 'wrong_rules' ? answer.wrong : {}
  const look = (order: string) => {
    if (!form.current) return
    const data = new FormData(form.current)
    data.set('intent', 'preview')
    data.set('order', order)
    fetcher.submit(data, { method: 'post' })
  }
  return (
    <Page title="Packing rules" subtitle="What comes into parcels beside the goods">
      <fetcher.Form method="post" ref={form}>
        <input type="hidden" name="rules" value={JSON.stringify(rules)} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {answer?.kind === 'saved' && (
                <Banner tone="success" title="Saved. It holds from the next parcel on." />
              )}
              {(answer?.kind === 'wrong_rules' ||
                answer?.kind === 'wrong_settings' ||
                answer?.kind === 'bad_form') && (
                <Banner tone="critical" title="Nothing was saved: look at what is marked below." />
              )}
              {rules.length === 0 && (
                <div className="ow-edge">
                  <Text as="p" tone="subdued">
                    No rules yet. A rule tells the packer what to add, such as tissue paper around
                    what is fragile, or a flyer with a first order to another country.
                  </Text>
                </div>
              )}
              {rules.map((rule) => (
                <RuleCard
                  key={rule.id}
                  rule={rule}
                  currency={loaded.currency}
                  wrong={wrong[rule.id]}
                  change={(next) => setRules(rules.map((one) => (one.id === rule.id ? next : one)))}
                  remove={() => setRules(rules.filter((one) => one.id !== rule.id))}
                />
              ))}
              <div className="ow-edge">
                <InlineStack gap="200">
                  <Button onClick={() => setRules([...rules, emptyRule(crypto.randomUUID())])}>
                    Add a rule
                  </Button>
                  <Button submit variant="primary" loading={fetcher.state !== 'idle'}>
                    Save
                  </Button>
                </InlineStack>
              </div>
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <PreviewCard
                look={look}
                busy={fetcher.state !== 'idle'}
                preview={answer?.kind === 'preview' ? answer : null}
                problem={answer?.kind === 'no_order' ? 'There is no such order' : null}
              />
              <GiftFields
                values={values}
                wrong={answer?.kind === 'wrong_settings' ? answer.fields : {}}
                change={(change) => setValues((before) => ({ ...before, ...change }))}
              />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </fetcher.Form>
    </Page>
  )
}
