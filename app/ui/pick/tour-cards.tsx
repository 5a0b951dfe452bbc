import { Form, useNavigation } from '@remix-run/react'
import {
  Badge,
  BlockStack,
  Button,
  Card,
  Collapsible,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris'
import { useState } from 'react'
import { usePlace } from '../place.tsx'
import { useFile } from '../use-file.ts'
import type { TourScreen } from './tour-screen.ts'

/** Everything is taken: totes go to the packing bench. */
export function FinishCard({
  totes,
  waiting,
}: {
  readonly totes: TourScreen['totes']
  /** Scans that were not sent yet: the tour ends when they are. */
  readonly waiting: number
}) {
  const busy = useNavigation().state !== 'idle'
  const short = totes.filter((one) => one.short > 0)
  const slots = totes.filter((one) => one.slot !== null && one.short === 0)
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingLg">
          All stops are done
        </Text>
        {slots.length > 0 && (
          <BlockStack gap="100">
            <Text as="p">
              These come together with their other zones. Bring them to their slots:
            </Text>
            {slots.map((one) => (
              <InlineStack key={one.shipmentId} gap="200" blockAlign="center">
                <span className="ow-tote">{one.tote}</span>
                <Text as="span">
                  {one.shipment}, to <strong>{one.slot}</strong>
                </Text>
              </InlineStack>
            ))}
          </BlockStack>
        )}
        <Text as="p">
          {short.length === 0
            ? slots.length === totes.length
              ? 'Then finish the tour: the bench knows when an order is whole.'
              : slots.length > 0
                ? 'Bring the other totes to the packing bench.'
                : 'Bring the totes to the packing bench.'
            : shortWords(short, totes.length)}
        </Text>
        <Form method="post">
          <input type="hidden" name="intent" value="finish" />
          <Button
            submit
            variant="primary"
            size="large"
            fullWidth
            loading={busy}
            disabled={waiting > 0}
          >
            Finish the tour
          </Button>
        </Form>
      </BlockStack>
    </Card>
  )
}

/** What becomes of orders that came short; `of` orders are on the tour. */
function shortWords(short: readonly { readonly shipment: string }[], of: number): string {
  const names = short.map((one) => one.shipment).join(', ')
  const aside =
    short.length === 1
      ? `${names} came short and waits for stock; keep its tote aside.`
      : `${names} came short and wait for stock; keep their totes aside.`
  return short.length === of ? aside : `${aside} The others go to the packing bench.`
}

interface TotesCardProps {
  readonly screen: TourScreen
  readonly send: (form: Record<string, string>) => void
  readonly waiting: number
}

/** The totes of the walk, and the way out of it. */
export function TotesCard({ screen, send, waiting }: TotesCardProps) {
  const [open, setOpen] = useState(false)
  return (
    <BlockStack gap="200">
      <div className="ow-side">
        <Button
          variant="plain"
          textAlign="start"
          disclosure={open ? 'up' : 'down'}
          ariaExpanded={open}
          ariaControls="ow-totes"
          onClick={() => setOpen((before) => !before)}
        >
          Totes and more
        </Button>
      </div>
      <Collapsible id="ow-totes" open={open}>
        <Card>
          <BlockStack gap="300">
            {shownTotes(screen).map((one) => (
              <ToteRow key={one.shipmentId} tote={one} send={send} />
            ))}
            <ListButton id={screen.id} number={screen.number} />
            <LeaveForms waiting={waiting} />
          </BlockStack>
        </Card>
      </Collapsible>
    </BlockStack>
  )
}

/** Orders that share a tote have one line. */
const shownTotes = ({ oneTote, totes }: TourScreen): TourScreen['totes'] =>
  oneTote ? totes.slice(0, 1).map((one) => ({ ...one, shipment: `${totes.length} orders` })) : totes

function ToteRow({
  tote,
  send,
}: {
  readonly tote: TourScreen['totes'][number]
  readonly send: TotesCardProps['send']
}) {
  const [code, setCode] = useState('')
  return (
    <InlineStack gap="200" blockAlign="end">
      <span className="ow-tote">{tote.tote}</span>
      <Text as="span">{tote.slot ? `${tote.shipment}, to ${tote.slot}` : tote.shipment}</Text>
      {tote.short > 0 && <Badge tone="warning">Short</Badge>}
      <div className="ow-grow">
        <TextField
          label={`Another tote for ${tote.shipment}`}
          value={code}
          onChange={setCode}
          autoComplete="off"
          placeholder="Code on the tote"
          connectedRight={
            <Button
              disabled={code.trim() === ''}
              onClick={() => {
                send({ intent: 'tote', shipment: tote.shipmentId, code })
                setCode('')
              }}
            >
              Use it
            </Button>
          }
        />
      </div>
    </InlineStack>
  )
}

/** The rest of the tour on paper, for who wants it. */
function ListButton({ id, number }: { readonly id: string; readonly number: number }) {
  const place = usePlace()
  const { busy, problem, get } = useFile()
  const print = () => get(`${place}/pick/${id}/list`, `pick-list-${number}.pdf`, 'open')
  return (
    <InlineStack gap="200" blockAlign="center">
      <Button loading={busy} onClick={() => void print()}>
        Print the pick list
      </Button>
      {problem !== null && (
        <Text as="span" tone="critical">
          {problem}
        </Text>
      )}
    </InlineStack>
  )
}

/** Ways out of a tour that is not done. */
function LeaveForms({ waiting }: { readonly waiting: number }) {
  return (
    <>
      <Form method="post">
        <input type="hidden" name="intent" value="pause" />
        <InlineStack gap="200" blockAlign="center">
          <Button submit disabled={waiting > 0}>
            Pause
          </Button>
          <Text as="span" tone="subdued">
            Go on later, on this device or another; or somebody takes over.
          </Text>
        </InlineStack>
      </Form>
      <Form method="post">
        <input type="hidden" name="intent" value="abandon" />
        <InlineStack gap="200" blockAlign="center">
          <Button submit tone="critical" disabled={waiting > 0}>
            Stop this tour
          </Button>
          <Text as="span" tone="subdued">
            What is taken stays in its tote, or is brought to its slot; the rest can be picked
            later.
          </Text>
        </InlineStack>
      </Form>
    </>
  )
}
