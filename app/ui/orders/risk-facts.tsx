import { BlockStack, List, Text } from '@shopify/polaris'

export interface ShownRisk {
  readonly level: string
  readonly advice: string
  readonly facts: readonly {
    readonly text: string
    readonly speaks: 'for' | 'against' | 'neither'
    readonly from: string | null
  }[]
}

const adviceWords: Readonly<Record<string, string>> = {
  accept: 'The store would accept it.',
  investigate: 'The store would look closer: call the customer, compare the addresses.',
  cancel: 'The store would cancel it.',
}
const side = { against: 'Against it', for: 'For it', neither: 'Neither' } as const

/** Whether a person has something to weigh. */
export const isWorrying = ({ level }: Pick<ShownRisk, 'level'>): boolean =>
  level === 'high' || level === 'medium'

/** What the assessment of fraud rests on, what speaks against the order first. */
export function RiskFacts({ risk }: { readonly risk: ShownRisk }) {
  const advice = adviceWords[risk.advice]
  return (
    <BlockStack gap="100">
      {advice && <Text as="p">{advice}</Text>}
      {risk.facts.length === 0 ? (
        <Text as="p" tone="subdued">
          The store gave no grounds. Its order page may say more.
        </Text>
      ) : (
        <List>
          {risk.facts.map(({ text, speaks, from }) => (
            <List.Item key={`${from}:${text}`}>
              <Text as="span" fontWeight="semibold">
                {side[speaks]}:{' '}
              </Text>
              <span dir="auto" className="ow-wrap">
                {text}
              </span>
              {from && <Text as="span" tone="subdued">{` (${from})`}</Text>}
            </List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  )
}
