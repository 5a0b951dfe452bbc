import { Link, useFetcher } from '@remix-run/react'
import { Badge, BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris'
import { showDistance, showInstant } from '../../journey/show-time.ts'
import type { StatusLine } from '../../journey/status/status-line.ts'
import { useMay } from '../may.tsx'
import { lineWords } from './status-words.ts'

interface StatusRowProps {
  readonly line: StatusLine & {
    readonly about: readonly { readonly id: string; readonly name: string }[]
  }
  readonly now: string
  readonly timeZone: string
}

/** One thing that is late or watched: what, since when, what to do, and the way there. */
export function StatusRow({ line, now, timeZone }: StatusRowProps) {
  const may = useMay()
  const { title, says, link } = lineWords(line)
  const isLate = line.weight === 'late'
  return (
    <Box as="section" padding="300" borderBlockEndWidth="025" borderColor="border">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Badge tone={isLate ? 'critical' : 'attention'}>{isLate ? 'Late' : 'Watch'}</Badge>
          <Text as="h3" variant="bodyMd" fontWeight="semibold">
            <span dir="auto" className="ow-wrap">
              {title}
            </span>
          </Text>
          {line.since && (
            <time dateTime={line.since} title={showInstant(line.since, 'en', timeZone)}>
              <Text as="span" tone="subdued">
                {`since ${showInstant(line.since, 'en', timeZone)}, ${showDistance(line.since, new Date(now))}`}
              </Text>
            </time>
          )}
        </InlineStack>
        <Text as="p">
          <span dir="auto" className="ow-wrap">
            {says}
          </span>
        </Text>
        {line.about.length > 0 && (
          <InlineStack gap="200">
            {line.about.map(({ id, name }) => (
              <Link key={id} to={`/app/orders/${id}`}>
                {name}
              </Link>
            ))}
          </InlineStack>
        )}
        <InlineStack gap="200">
          {link && may(link.deed) && <Button url={link.to}>{link.label}</Button>}
          {line.kind === 'jobs_given_up' && may('status.retry') && <Retry task={line.name} />}
        </InlineStack>
      </BlockStack>
    </Box>
  )
}

/** The row goes once the jobs are under way; what fails again comes back. */
function Retry({ task }: { readonly task: string }) {
  const fetcher = useFetcher<{ readonly kind: string }>({ key: `retry-${task}` })
  const busy = fetcher.state !== 'idle'
  return (
    <BlockStack gap="100">
      <InlineStack>
        <Button
          loading={busy}
          onClick={() =>
            fetcher.submit({ intent: 'retry', task }, { method: 'post', action: '/app/status' })
          }
        >
          Try again
        </Button>
      </InlineStack>
      {fetcher.data?.kind === 'not_there' && (
        <div role="alert">
          <Text as="p" tone="critical">
            They are not on the list any more: somebody else tried them again.
          </Text>
        </div>
      )}
    </BlockStack>
  )
}
