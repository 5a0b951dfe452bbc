import { Link } from '@remix-run/react'
import { Banner, BlockStack, List, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'

export interface PreviewShown {
  readonly looked: number
  readonly asked: number
  readonly held: readonly {
    readonly id: string
    readonly name: string
    readonly because: readonly string[]
    readonly rules: readonly string[]
    readonly already: boolean
  }[]
  readonly freed: number
  readonly withMetafields: boolean
}

const wouldBeHeld = (count: number, looked: number): string =>
  count === 0
    ? `None of your last ${looked} orders would be held`
    : `${count} of your last ${howMany(looked, 'order')} would be held`

/** What a contract would have made of the last orders, before it is saved. */
export const PreviewCard = ({ preview }: { readonly preview: PreviewShown }) => (
  <Banner
    tone={preview.held.length > 0 ? 'warning' : 'success'}
    title={wouldBeHeld(preview.held.length, preview.looked)}
  >
    <BlockStack gap="200">
      <Text as="p">
        The rules ask something of {preview.asked} of them
        {preview.freed > 0
          ? `; ${preview.freed} that are held by the rules in force would go on`
          : ''}
        .
      </Text>
      {preview.held.length > 0 ? (
        <List>
          {preview.held.slice(0, 25).map(({ id, name, because, rules, already }) => (
            <List.Item key={id}>
              <Link to={`/app/orders/${id}`}>{name}</Link>: {because.join(', ')} ({rules.join(', ')}
              ){already ? ' – as now' : ''}
            </List.Item>
          ))}
        </List>
      ) : null}
      {preview.held.length > 25 ? <Text as="p">And {preview.held.length - 25} more.</Text> : null}
      {preview.withMetafields ? (
        <Text as="p" tone="subdued">
          Metafields are read once a rule in force asks for them: for older orders they count as
          missing here.
        </Text>
      ) : null}
    </BlockStack>
  </Banner>
)
