import { Form, useNavigation } from '@remix-run/react'
import { Badge, BlockStack, Button, Card, Page, ProgressBar, Text } from '@shopify/polaris'
import { useState } from 'react'
import { CameraScan } from '../scan/camera.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { useScanQueue } from '../scan/use-scan-queue.ts'
import { Verdict } from '../scan/verdict.tsx'
import { ShortDialog } from './short-dialog.tsx'
import { StopCard } from './stop-card.tsx'
import { FinishCard, TotesCard } from './tour-cards.tsx'
import type { TourScreen } from './tour-screen.ts'

interface TourPageProps {
  readonly loaded: TourScreen
  readonly mayPick: boolean
  readonly reasons: readonly { readonly value: string; readonly label: string }[]
}

const scanForm = (code: string, { current }: TourScreen): Record<string, string> | null =>
  current && {
    intent: 'scan',
    pick: current.id,
    version: String(current.version),
    code,
    quantity: '1',
  }

const ask = {
  bin: 'Scan the bin',
  item: 'Scan each piece',
  by_hand: 'Take it by hand',
  tote: 'Scan the tote',
}

/** A picker's phone: where to go, what to take, how many; everything else is one press further. */
export function TourPage({ loaded, mayPick, reasons }: TourPageProps) {
  const { screen, scan, send, verdict } = useScanQueue(loaded, scanForm)
  const [shorting, setShorting] = useState(false)
  const { current } = screen
  const title = `Tour ${screen.number}`
  const badge = <Badge>{badgeWords(screen)}</Badge>
  return (
    <Page title={title} titleMetadata={badge} backAction={{ content: 'Pick', url: '/app/pick' }}>
      <BlockStack gap="300">
        {screen.state !== 'open' && <Ended />}
        {screen.state === 'open' && !screen.mine && <NotYours screen={screen} mayPick={mayPick} />}
        {screen.state === 'open' && screen.mine && (
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
                  send={send}
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
                    <UndoButton screen={screen} send={send} />
                  </span>
                </div>
                {shorting && (
                  <ShortDialog
                    stop={current}
                    reasons={reasons}
                    onClose={() => setShorting(false)}
                    send={send}
                  />
                )}
              </>
            ) : (
              <>
                {screen.way && <p className="ow-way ow-inset">{screen.way.words}</p>}
                <FinishCard totes={screen.totes} />
              </>
            )}
            {screen.walk && <WalkNote screen={screen} />}
            <TotesCard screen={screen} send={send} />
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

type Send = (form: Record<string, string>) => void

function UndoButton({ screen, send }: { readonly screen: TourScreen; readonly send: Send }) {
  const { last } = screen
  return (
    <Button
      size="large"
      disabled={!last}
      onClick={() => {
        if (last) send({ intent: 'undo', pick: last.id, version: String(last.version) })
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
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          This tour is finished
        </Text>
        <Button url="/app/pick" variant="primary">
          Pick something else
        </Button>
      </BlockStack>
    </Card>
  )
}

function NotYours({ screen, mayPick }: { readonly screen: TourScreen; readonly mayPick: boolean }) {
  const busy = useNavigation().state !== 'idle'
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {screen.picker} is walking this tour
        </Text>
        <Text as="p" tone="subdued">
          {screen.taken} of {screen.pieces} pieces are taken. Take over only when you have the
          trolley.
        </Text>
        {mayPick && (
          <Form method="post">
            <input type="hidden" name="intent" value="take_over" />
            <Button submit variant="primary" loading={busy}>
              Take over
            </Button>
          </Form>
        )}
      </BlockStack>
    </Card>
  )
}
