import { BlockStack, Card, Icon, InlineStack, Text } from '@shopify/polaris'
import { CheckCircleIcon } from '@shopify/polaris-icons'
import { showDistance } from '../../journey/show-time.ts'
import type { Looked } from '../../journey/status/status-line.ts'
import { wellWords } from './status-words.ts'

interface WellCardProps {
  readonly kinds: readonly Looked[]
  readonly now: string
  readonly sweptAt: string | null
  readonly lastDelivery: string | null
}

/** All that was looked at and is as it should be. */
export function WellCard({ kinds, now, sweptAt, lastDelivery }: WellCardProps) {
  const last: Partial<Record<Looked, string | null>> = {
    deliveries_waiting:
      lastDelivery && `the last came ${showDistance(lastDelivery, new Date(now))}`,
    sweep: sweptAt && `last ${showDistance(sweptAt, new Date(now))}`,
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          As it should be
        </Text>
        {kinds.map((kind) => (
          <InlineStack key={kind} gap="200" wrap={false} blockAlign="start">
            <span className="ow-beside">
              <Icon source={CheckCircleIcon} tone="success" />
            </span>
            <Text as="p">{[wellWords[kind], last[kind]].filter(Boolean).join('; ')}</Text>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  )
}
