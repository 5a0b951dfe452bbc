import { Badge, Text } from '@shopify/polaris'
import { showDistance, showInstant } from '../journey/show-time.ts'

/** When something is due, and loudly so once it is late. `now` comes from the loader, so that server and browser agree. */
export function Due({ at, now, timeZone }: { at: string | null; now: string; timeZone: string }) {
  if (at === null) return null
  const words = showDistance(at, new Date(now))
  const exact = showInstant(at, 'en', timeZone)
  return (
    <time dateTime={at} title={exact}>
      {at < now ? (
        <Badge tone="critical">{`Overdue, ${words}`}</Badge>
      ) : (
        <Text as="span">{words}</Text>
      )}
    </time>
  )
}
