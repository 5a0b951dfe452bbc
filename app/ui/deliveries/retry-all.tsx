import { Button, InlineStack, Text } from '@shopify/polaris'
import { useAnswer } from './use-answer.ts'

/** Tries all of them once more, for when what was wrong with them is put right. */
export function RetryAll() {
  const { busy, trouble, send } = useAnswer('letters-all')
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button disabled={busy} onClick={() => send({ intent: 'retry_all' })}>
        Try all again
      </Button>
      <Text as="p" tone="subdued">
        Worth it once what was wrong is put right, or after an update of the app.
      </Text>
      {trouble && (
        <div role="alert">
          <Text as="p" tone="critical">
            {trouble}
          </Text>
        </div>
      )}
    </InlineStack>
  )
}
