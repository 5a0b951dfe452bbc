import { useFetcher } from '@remix-run/react'
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Layout,
  Page,
  Text,
} from '@shopify/polaris'
import { isSlot } from '../../journey/slots.ts'
import { ChangedInStore } from '../changed-in-store.tsx'
import { usePlace } from '../place.tsx'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { useScanQueue } from '../scan/use-scan-queue.ts'
import { Verdict } from '../scan/verdict.tsx'
import { BenchLines } from './bench-lines.tsx'
import type { BenchScreen } from './bench-screen.ts'
import { CloseParcel } from './close-parcel.tsx'
import { ExtrasCard } from './extras-card.tsx'
import { MeasureCard } from './measure-card.tsx'
import { PackingPicture } from './packing-picture.tsx'
import { PhotoCard } from './photo-card.tsx'
import { useBenchCommands } from './use-bench-commands.ts'
import { WithParcel } from './with-parcel.tsx'

const scanForm = (code: string, screen: BenchScreen): Record<string, string> => ({
  intent: 'scan',
  key: crypto.randomUUID(),
  code,
  quantity: '1',
  seen: String(screen.packed),
})

/** One parcel at the bench: every piece is scanned into it, then it is closed. */
export function BenchPage({
  loaded,
  mayPack,
}: {
  readonly loaded: BenchScreen
  readonly mayPack: boolean
}) {
  const place = usePlace()
  const { screen, scan, send, verdict } = useScanQueue(loaded, scanForm)
  const { hear, given } = useBenchCommands(screen, { scan, send })
  const atBench = screen.state === 'picked' || screen.state === 'packing'
  const complete = screen.packed === screen.pieces
  return (
    <Page
      title={screen.number}
      titleMetadata={<StateBadge screen={screen} />}
      subtitle={screen.tote ? `${isSlot(screen.tote) ? '' : 'Tote '}${screen.tote}` : ''}
      backAction={{ content: 'Pack', url: `${place}/pack` }}
    >
      <BlockStack gap="400">
        {screen.packer !== null && screen.state === 'packing' && (
          <Banner tone="warning" title={`${screen.packer} has this at the bench`}>
            <Text as="p">Your first scan takes it over.</Text>
          </Banner>
        )}
        <ChangedInStore fields={screen.undecided} orderId={screen.orderId} />
        {screen.holds.length > 0 && (
          <Banner tone="critical" title="The order is held: put it aside">
            {screen.holds.map((reason) => (
              <p key={reason} dir="auto" className="ow-wrap">
                {reason}
              </p>
            ))}
          </Banner>
        )}
        {atBench && mayPack && (
          <div className="ow-side">
            <Verdict verdict={verdict} />
          </div>
        )}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              {atBench && mayPack && (
                <Card>
                  <BlockStack gap="300">
                    <InlineStack align="space-between" blockAlign="center">
                      <span className="ow-count">
                        {screen.packed} <small>of {screen.pieces} in</small>
                      </span>
                      <CameraScan onScan={hear} />
                    </InlineStack>
                    <ScanField
                      label={complete ? 'Everything is in' : 'Scan each piece as you put it in'}
                      onScan={hear}
                    />
                  </BlockStack>
                </Card>
              )}
              {screen.state === 'packed' && mayPack && <ScanNext hear={hear} />}
              <BenchLines screen={screen} send={send} mayPack={atBench && mayPack} />
              <ExtrasCard screen={screen} send={send} mayPack={atBench && mayPack} />
              {atBench && <PackingPicture plan={screen.plan} />}
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              {atBench && mayPack && screen.unmeasured.length > 0 && (
                <MeasureCard screen={screen} />
              )}
              {atBench && mayPack && <CloseParcel screen={screen} given={given} />}
              {screen.state === 'packed' && <Packed screen={screen} mayPack={mayPack} />}
              {screen.state === 'awaiting_collection' && (
                <AtCounter screen={screen} mayPack={mayPack} />
              )}
              <WithParcel screen={screen} />
              <PhotoCard shipment={screen.id} photos={screen.photos} mayTake={mayPack} />
              {screen.override && (
                <Card>
                  <Text as="p">
                    Let go unverified by {screen.override.by}: {screen.override.reason}
                  </Text>
                </Card>
              )}
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  )
}

/** The parcel is closed: whatever is scanned is the next one. */
const ScanNext = ({ hear }: { readonly hear: (code: string) => void }) => (
  <Card>
    <ScanField label="Scan the next tote or thing, or a command" onScan={hear} />
  </Card>
)

function StateBadge({ screen }: { readonly screen: BenchScreen }) {
  const words: Record<string, string> = {
    picked: 'Picked',
    packing: 'At the bench',
    packed: 'Packed',
    awaiting_collection: 'At the counter',
    cancelled: 'Stopped: put the goods back',
  }
  return (
    <InlineStack gap="100">
      <Badge {...(screen.state === 'cancelled' ? { tone: 'critical' as const } : {})}>
        {words[screen.state] ?? 'Not at the bench'}
      </Badge>
      {screen.pickup && <Badge tone="info">Pickup</Badge>}
    </InlineStack>
  )
}

function Packed({ screen, mayPack }: { readonly screen: BenchScreen; readonly mayPack: boolean }) {
  const place = usePlace()
  const fetcher = useFetcher()
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          The parcel is closed
        </Text>
        {place === '/app' ? (
          <>
            <Button variant="primary" size="large" url={`/app/ship/${screen.id}`}>
              Buy the label
            </Button>
            <Button url="/app/pack">Pack the next one</Button>
          </>
        ) : (
          <Button variant="primary" size="large" url="/floor/pack">
            Pack the next one
          </Button>
        )}
        {mayPack && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="repack" />
            <Button submit variant="plain" loading={fetcher.state !== 'idle'}>
              Open it again
            </Button>
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  )
}

function AtCounter({
  screen,
  mayPack,
}: {
  readonly screen: BenchScreen
  readonly mayPack: boolean
}) {
  const fetcher = useFetcher<{ ok: boolean; words: string }>()
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Waits for the customer
        </Text>
        <Text as="p" tone="subdued">
          Look at the slip or the order's name before you hand {screen.number} out.
        </Text>
        {fetcher.data && <Text as="p">{fetcher.data.words}</Text>}
        {mayPack && !fetcher.data?.ok && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="collected" />
            <Button
              submit
              variant="primary"
              size="large"
              fullWidth
              loading={fetcher.state !== 'idle'}
            >
              Hand out
            </Button>
          </fetcher.Form>
        )}
      </BlockStack>
    </Card>
  )
}
