import { Banner, BlockStack, List, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import type { ShipAnswer } from './answer.ts'
import { LabelButtons } from './label-buttons.tsx'

/** What became of several purchases: what was bought, with its print; what was not, with why. */
export function BulkResult({ answer }: { readonly answer: ShipAnswer | undefined }) {
  if (answer?.kind === 'refused')
    return (
      <Banner tone="critical">
        <Text as="p">{answer.words}</Text>
      </Banner>
    )
  if (answer?.kind !== 'bulk') return null
  const { bought, refused } = answer
  const title =
    refused.length === 0
      ? `${howMany(bought.length, 'label')} bought`
      : `${bought.length} bought, ${refused.length} not`
  return (
    <Banner tone={refused.length === 0 ? 'success' : 'warning'} title={title}>
      <BlockStack gap="300">
        {refused.length > 0 && (
          <List>
            {refused.map((one) => (
              <List.Item key={one.id}>
                {one.number}: {one.words}
              </List.Item>
            ))}
          </List>
        )}
        {bought.length > 0 && (
          <LabelButtons
            path={`/app/ship/labels?ids=${bought.map((one) => one.id).join(',')}`}
            name="labels"
            many={bought.length > 1}
          />
        )}
      </BlockStack>
    </Banner>
  )
}
