import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import { showDistance } from '../../journey/show-time.ts'
import { useMay } from '../may.tsx'
import { percentRead, type Reading, readingWords } from './reading-words.ts'
import { useAnswer } from './use-answer.ts'

interface ReadingCardProps {
  readonly reading: Reading
  readonly now: string
}

/** How far the app is with reading the store by itself, beside what the store sends. */
export function ReadingCard({ reading, now }: ReadingCardProps) {
  const { busy, trouble, send } = useAnswer('reading')
  const may = useMay()
  const percent = percentRead(reading)
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Reading the store
        </Text>
        <Text as="p">{readingWords(reading)}</Text>
        {percent !== null && (
          <ProgressBar progress={percent} size="small" ariaLabelledBy="reading-progress" />
        )}
        <span id="reading-progress" hidden>
          Orders of the last 60 days read
        </span>
        <Text as="p" tone="subdued">
          {reading.sweptAt
            ? `Last looked through for what no message told of: ${showDistance(reading.sweptAt, new Date(now))}.`
            : 'The store has not been looked through yet.'}
        </Text>
        {trouble && (
          <div role="alert">
            <Text as="p" tone="critical">
              {trouble}
            </Text>
          </div>
        )}
        {may('deliveries.decide') && (
          <InlineStack>
            <Button
              disabled={busy || percent !== null}
              onClick={() => send({ intent: 'read_again' })}
            >
              Read the last 60 days again
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  )
}
