import { Banner, List, Text } from '@shopify/polaris'
import { howMany } from '../../kernel/how-many.ts'
import { usePlace } from '../place.tsx'

interface LinkStateProps {
  readonly link: 'there' | 'away' | 'signed_out'
  readonly waiting: number
  /** Scans that were right here and that the app did not count. */
  readonly lost: readonly string[]
  /** What to do about them. */
  readonly lostTitle: string
}

const scans = (count: number) => howMany(count, 'scan is', 'scans are')

/** What a picker must know of the network: nothing, as long as it is there. */
export function LinkState({ link, waiting, lost, lostTitle }: LinkStateProps) {
  const place = usePlace()
  return (
    <>
      {link === 'away' && waiting > 0 && (
        <Banner tone="warning" title="No network. Go on scanning">
          <Text as="p">{scans(waiting)} kept here and sent when it is back.</Text>
        </Banner>
      )}
      {link === 'signed_out' && (
        <Banner
          tone="critical"
          title="Nobody is signed in here any more"
          {...(place === '/floor' ? { action: { content: 'Sign in', url: '/floor/sign-in' } } : {})}
        >
          <Text as="p">{scans(waiting)} kept here until you are.</Text>
        </Banner>
      )}
      {lost.length > 0 && (
        <Banner tone="critical" title={lostTitle}>
          <List>
            {lost.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may happen twice
              <List.Item key={at}>{one}</List.Item>
            ))}
          </List>
        </Banner>
      )}
    </>
  )
}
