import { Badge, BlockStack, Button, Card, Page, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useGoodsPaths, usePlace } from '../place.tsx'
import { CameraScan } from '../scan/camera.tsx'
import { LinkState } from '../scan/link-state.tsx'
import { ScanField } from '../scan/scan-field.tsx'
import { type Keeper, useKeptScans } from '../scan/use-kept-scans.ts'
import { Verdict } from '../scan/verdict.tsx'
import { type Capture, CaptureCard, captureFor, emptyCapture } from './capture-card.tsx'
import { GoodsPhotos } from './goods-photos.tsx'
import { CloseReceipt, ReceivedCard, VerdictsCard } from './receive-cards.tsx'
import type { ReceiveScreen } from './receive-screen.ts'

interface ReceivePageProps {
  readonly loaded: ReceiveScreen
  readonly mayBook: boolean
  readonly keeper: Keeper
}

/** Goods at the door: scan what comes out of the box, say what is damaged, and close it. */
export function ReceivePage({ loaded, mayBook, keeper }: ReceivePageProps) {
  const paths = useGoodsPaths()
  const inAdmin = usePlace() === '/app'
  const [capture, setCapture] = useState<Capture>(emptyCapture)
  const { screen, send, verdict, link, kept, waiting, lost } = useKeptScans(loaded, keeper)
  const [last, setLast] = useState('')
  const [lotOf, setLotOf] = useState('')
  const onScan = (code: string) => {
    setLast(code)
    setLotOf(code)
    const said = captureFor(capture, code, lotOf)
    send({ intent: 'scan', key: `received:${crypto.randomUUID()}`, code, ...said })
    // The next pieces are counted anew; lot and last day stay for pieces of the same article.
    setCapture({ ...said, quantity: '1', serial: '' })
  }
  const change = (next: Capture) => {
    if (next.lot !== capture.lot) setLotOf('')
    setCapture(next)
  }
  const isOpen = screen.state === 'open' && mayBook
  const isUnknown = verdict?.ok === false && verdict.words.startsWith('Nobody knows')
  return (
    <Page
      title={`Delivery ${screen.number}`}
      subtitle={[screen.inbound?.number, screen.inbound?.vendor, screen.place]
        .filter(Boolean)
        .join(', ')}
      titleMetadata={
        <Badge tone={screen.state === 'open' ? 'attention' : 'success'}>
          {screen.state === 'open' ? 'Being counted' : 'Counted'}
        </Badge>
      }
      backAction={{
        content: 'Goods coming in',
        url: inAdmin && screen.inbound ? `${paths.inbound}/${screen.inbound.id}` : paths.inbound,
      }}
    >
      <BlockStack gap="300">
        <div className="ow-inset">
          <Verdict verdict={verdict} />
        </div>
        <LinkState link={link} waiting={waiting} lost={lost} lostTitle="Not booked: look again" />
        {isUnknown && isOpen && (
          <Card>
            <BlockStack gap="200">
              <Text as="p">
                Keep it aside with its code: the office says what it is, and nothing is lost.
              </Text>
              <div className="ow-deeds">
                <Button
                  size="large"
                  onClick={() =>
                    send({
                      ...{ intent: 'aside', key: `received:${crypto.randomUUID()}`, code: last },
                      quantity: capture.quantity,
                    })
                  }
                >
                  {`Keep ${capture.quantity} aside`}
                </Button>
              </div>
            </BlockStack>
          </Card>
        )}
        {isOpen && (
          <>
            <div className="ow-inset">
              <ScanField label="Scan each piece, or set the pieces first" onScan={onScan} />
              <CameraScan onScan={onScan} />
            </div>
            <CaptureCard capture={capture} onChange={change} />
          </>
        )}
        {screen.verdicts && <VerdictsCard verdicts={screen.verdicts} />}
        <ReceivedCard screen={screen} kept={kept} mayUndo={isOpen} send={send} />
        <GoodsPhotos screen={screen} mayAdd={mayBook} />
        {isOpen && <CloseReceipt pieces={screen.pieces} kept={kept} send={send} />}
        {screen.state === 'done' && screen.note !== '' && (
          <Card>
            <Text as="p">
              <bdi className="ow-wrap">{screen.note}</bdi>
            </Text>
          </Card>
        )}
      </BlockStack>
    </Page>
  )
}
