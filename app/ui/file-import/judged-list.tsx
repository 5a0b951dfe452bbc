import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { type ReactNode, useState } from 'react'

/** What is said of one order of a file. */
export interface Judged {
  readonly key: string
  readonly name: ReactNode
  readonly tone: 'success' | 'critical' | 'info'
  readonly verdict: string
  /** Where it can be looked at; null: nowhere yet. */
  readonly link: ReactNode
  readonly about: ReactNode
  /** Everything that is wrong with it. */
  readonly reasons: readonly string[]
}

const mostShown = 100
const mostReasons = 20

/** Orders of a file, what comes back first; a large file does not make a page without an end. */
export function JudgedList({ judged }: { readonly judged: readonly Judged[] }) {
  const [all, setAll] = useState(false)
  return (
    <BlockStack gap="300">
      <ul className="ow-rows">
        {(all ? judged : judged.slice(0, mostShown)).map((one) => (
          <li key={one.key}>
            <OneJudged one={one} />
          </li>
        ))}
      </ul>
      {!all && judged.length > mostShown && (
        <InlineStack>
          <Button variant="plain" onClick={() => setAll(true)}>
            {`Show all ${judged.length}`}
          </Button>
        </InlineStack>
      )}
    </BlockStack>
  )
}

function OneJudged({ one }: { readonly one: Judged }) {
  const left = one.reasons.length - mostReasons
  return (
    <div className="ow-row-main">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          <bdi className="ow-wrap">{one.name}</bdi>
        </Text>
        <Badge tone={one.tone}>{one.verdict}</Badge>
        {one.link}
      </InlineStack>
      <Text as="span" tone="subdued">
        {one.about}
      </Text>
      {one.reasons.length > 0 && (
        <ul className="ow-reasons">
          {one.reasons.slice(0, mostReasons).map((reason) => (
            <li key={reason} className="ow-wrap">
              {reason}
            </li>
          ))}
          {left > 0 && <li>{`and ${left} more, all of them in the file of what came back`}</li>}
        </ul>
      )}
    </div>
  )
}
