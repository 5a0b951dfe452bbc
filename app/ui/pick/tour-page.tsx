import { Form, useFetcher, useNavigation } from '@remix-run/react'
import { Badge, Banner, BlockStack, Button, Card, Page, ProgressBar, Text } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { howMany } from '../../kernel/how-many.ts'
import { usePlace } from '../place.tsx'
import { CameraScan } from '../scan/camera.tsx'
import { browserDevice } from '../scan/device-name.ts'
import { LinkState } from '../scan/link-state.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { Verdict } from '../scan/verdict.tsx'
import { ShortDialog } from './short-dialog.tsx'
import { StopCard } from './stop-card.tsx'
import { FinishCard, TotesCard } from './tour-cards.tsx'
import type { TourRules, TourScreen } from './tour-screen.ts'
import { type Doing, useTour } from './use-tour.ts'

interface TourPageProps {
  readonly loaded: TourScreen
  readonly mayPick: boolean
  readonly reasons: readonly { readonly value: string; readonly label: string }[]
  readonly rules: TourRules
  /** Whose scans these are. */
  readonly person: string
  /** The paired device; null: this browser gives itself a name. */
  readonly device: string | null
}

const ask = {
  bin: 'Scan the bin',
  item: 'Scan each piece',
  by_hand: 'Take it by hand',
  tote: 'Scan the tote',
}

/** A picker's phone: where to go, what to take, how many; everything else is one press further. */
export function TourPage({ loaded, mayPick, reasons, rules, person, ...on }: TourPageProps) {
  const place = usePlace()
  const [device, setDevice] = useState(on.device ?? '')
  useEffect(() => setDevice(on.device ?? browserDevice()), [on.device])
  const url = `${place}/pick/${loaded.id}/scans`
  const tour = useTour(loaded, { rules, person, device, url })
  const { screen, scan, act, verdict } = tour
  const fetcher = useFetcher<Answered>()
  const { take, say } = tour
  useEffect(() => {
    if (!fetcher.data) return
    take(fetcher.data.screen)
    say(fetcher.data.ok, fetcher.data.words)
  }, [fetcher.data, take, say])
  useEffect(() => {
    keepPictures(loaded.stops.flatMap(({ imageUrl }) => imageUrl ?? []))
  }, [loaded.stops])
  const [shorting, setShorting] = useState(false)
  const { current } = screen
  const isHere = screen.device === null || screen.device === device
  const badge = <Badge>{badgeWords(screen)}</Badge>
  return (
    <Page
      title={`Tour ${screen.number}`}
      titleMetadata={badge}
      backAction={{ content: 'Pick', url: `${place}/pick` }}
    >
      <BlockStack gap="300">
        <LinkState
          link={tour.link}
          waiting={tour.waiting}
          lost={tour.lost}
          lostTitle="Not counted: look into the totes"
        />
        {screen.state !== 'open' && <Ended />}
        {screen.state === 'open' && !(screen.mine && isHere) && device !== '' && (
          <NotHere screen={screen} mayPick={mayPick} device={device} />
        )}
        {screen.state === 'open' && screen.mine && isHere && (
          <>
            <div className="ow-inset">
              <Progress screen={screen} />
              <Verdict verdict={verdict} />
            </div>
            {current ? (
              <>
                <StopCard
                  stop={current}
                  batch={screen.batch}
                  oneTote={screen.oneTote}
                  way={screen.way}
                  act={act}
                />
                <div className="ow-inset">
                  <ScanField label={ask[current.wants]} onScan={scan} />
                  <CameraScan onScan={scan} />
                </div>
                <NextStops next={screen.next} />
                <div className="ow-thumbs ow-side">
                  <span>
                    <Button
                      size="large"
                      disabled={current.open === 0}
                      onClick={() => setShorting(true)}
                    >
                      Short
                    </Button>
                  </span>
                  <span>
                    <UndoButton screen={screen} act={act} />
                  </span>
                </div>
                {shorting && (
                  <ShortDialog
                    stop={current}
                    reasons={reasons}
                    onClose={() => setShorting(false)}
                    act={act}
                  />
                )}
              </>
            ) : (
              <>
                {screen.way && <p className="ow-way ow-inset">{screen.way.words}</p>}
                <FinishCard totes={screen.totes} waiting={tour.waiting} />
              </>
            )}
            {screen.walk && place === '/app' && <WalkNote screen={screen} />}
            <TotesCard
              screen={screen}
              send={(form) => fetcher.submit(form, { method: 'post' })}
              waiting={tour.waiting}
            />
          </>
        )}
      </BlockStack>
    </Page>
  )
}

function badgeWords({ zone, totes }: TourScreen): string {
  const orders = totes.length === 1 ? (totes[0]?.shipment ?? '') : `${totes.length} orders`
  return zone === null ? orders : `Zone ${zone}, ${orders}`
}

interface Answered {
  readonly ok: boolean
  readonly words: string
  readonly screen: TourScreen
}

type Act = (doing: Doing) => void

function UndoButton({ screen, act }: { readonly screen: TourScreen; readonly act: Act }) {
  const { last } = screen
  return (
    <Button
      size="large"
      disabled={!last}
      onClick={() => {
        if (last) act({ intent: 'undo', pick: last.id, version: last.version })
      }}
    >
      Undo last piece
    </Button>
  )
}

function WalkNote({ screen }: { readonly screen: TourScreen }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingSm">
          The walk
        </Text>
        <Text as="p" tone="subdued">
          {screen.walk}
        </Text>
        <div>
          <Button url={`/app/warehouse?tour=${screen.id}`}>Show it on the map</Button>
        </div>
      </BlockStack>
    </Card>
  )
}

function NextStops({ next }: { readonly next: TourScreen['next'] }) {
  if (next.length === 0) return null
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="headingSm">
          Then
        </Text>
        {next.map((stop) => (
          <Text as="p" key={stop.id} tone="subdued">
            {stop.bin ?? 'By hand'}: {stop.open} × {stop.title}
          </Text>
        ))}
      </BlockStack>
    </Card>
  )
}

function Progress({ screen }: { readonly screen: TourScreen }) {
  const share = screen.pieces === 0 ? 100 : (screen.taken / screen.pieces) * 100
  return (
    <div className="ow-progress">
      <div>
        <ProgressBar progress={share} size="small" tone="success" ariaLabelledBy="ow-taken" />
      </div>
      <span id="ow-taken">
        {screen.taken} of {screen.pieces}
      </span>
    </div>
  )
}

function Ended() {
  const place = usePlace()
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          This tour is finished
        </Text>
        <Button url={`${place}/pick`} variant="primary" size="large">
          Pick something else
        </Button>
      </BlockStack>
    </Card>
  )
}

function NotHere({
  screen,
  mayPick,
  device,
}: {
  readonly screen: TourScreen
  readonly mayPick: boolean
  readonly device: string
}) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {screen.mine
            ? 'You are walking this tour on another device'
            : `${screen.picker} is walking this tour`}
        </Text>
        <Text as="p" tone="subdued">
          {screen.taken} of {howMany(screen.pieces, 'piece')} taken so far. Take over only when you
          have the trolley.
        </Text>
        {mayPick && (
          <>
            <Banner tone="warning">
              <Text as="p">
                What the other device scanned without a network does not count any more: look into
                the totes before you go on.
              </Text>
            </Banner>
            <Form method="post">
              <input type="hidden" name="intent" value="take_over" />
              <input type="hidden" name="device" value={device} />
              <Button submit variant="primary" size="large" fullWidth loading={busy}>
                Take over
              </Button>
            </Form>
          </>
        )}
      </BlockStack>
    </Card>
  )
}

/** Asks the floor's service worker to keep the pictures of a whole tour: they are there without a network too. */
function keepPictures(urls: readonly string[]): void {
  // Outside the floor's own app there is no such worker, and nobody to wait for.
  void navigator.serviceWorker
    ?.getRegistration('/floor')
    .then((there) => there && navigator.serviceWorker.ready)
    .then((ready) => ready?.active?.postMessage({ kind: 'keep_pictures', urls }))
    .catch(() => undefined)
}
