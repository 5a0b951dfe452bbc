import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useFetcher, useLoaderData } from '@remix-run/react'
import { BlockStack, Card, EmptyState, Page, Text } from '@shopify/polaris'
import { z } from 'zod'
import { mayDo } from '../journey/permissions.ts'
import { withShop } from '../platform/db.server.ts'
import {
  benchWords,
  handOut,
  openAtBench,
  openWords,
  type PackRow,
  readPackBoard,
} from '../stages/pack/index.server.ts'
import { zonesInWords } from '../stages/pack/index.ts'
import { ComingTogetherCard } from '../ui/pack/coming-together-card.tsx'
import { CollectCard, PackList } from '../ui/pack/pack-list.tsx'
import { PageError } from '../ui/page-error.tsx'
import { CameraScan } from '../ui/scan/camera.tsx'
import { ScanField } from '../ui/scan/scan-field.tsx'
import { Verdict } from '../ui/scan/verdict.tsx'
import { listPeople } from '../wiring/people.server.ts'
import { services } from '../wiring/services.server.ts'
import { signedIn } from '../wiring/signed-in.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.see')
  const open = services()
  const board = await readPackBoard(open, shop)
  const names = new Map((await listPeople(open, shop)).map((one) => [one.handle, one.name]))
  const { timeZone } = await withShop(open.db, shop, (tx) =>
    tx.shop.findUniqueOrThrow({ where: { id: shop }, select: { timeZone: true } }),
  )
  const shown = (row: PackRow) => ({
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    packer:
      row.packer === null
        ? null
        : row.packer === person.handle
          ? 'you'
          : (names.get(row.packer) ?? 'somebody'),
  })
  return {
    waiting: board.waiting.map(shown),
    comingTogether: board.comingTogether.map(({ id, number, slot, dueAt, gathering }) => ({
      ...{ id, number, slot, dueAt: dueAt?.toISOString() ?? null },
      zones: zonesInWords(gathering),
      missing: [
        ...gathering.walked.map(
          (one) => `${one.zone} (${names.get(one.picker) ?? 'somebody'} walks there)`,
        ),
        ...gathering.waiting.map((zone) => `${zone} (nobody walks there yet)`),
      ],
    })),
    toCollect: board.toCollect.map(shown),
    more: board.more,
    mayPack: mayDo(person.role, 'pack.do'),
    timeZone,
    now: new Date().toISOString(),
  }
}

const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('open'), code: z.string().max(200) }),
  z.object({ intent: z.literal('collected'), shipment: z.uuid() }),
])

/** Opens what was scanned at the bench; hands goods out over the counter. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, person } = await signedIn(request, 'pack.do')
  const read = forms.safeParse(Object.fromEntries(await request.formData()))
  if (!read.success)
    return data({ ok: false, words: 'This form is not complete', at: Date.now() }, { status: 400 })
  const form = read.data
  if (form.intent === 'open') {
    const answer = await openAtBench(services(), shop, { code: form.code, by: person.handle })
    return answer.ok
      ? redirect(`/app/pack/${answer.value.shipmentId}`)
      : data({ ok: false, words: openWords(answer.refusal), at: Date.now() }, { status: 409 })
  }
  const answer = await handOut(services(), shop, { shipmentId: form.shipment, by: person.handle })
  return answer.ok
    ? { ok: true, words: 'Handed out', at: Date.now() }
    : data({ ok: false, words: benchWords(answer.refusal), at: Date.now() }, { status: 409 })
}

/** The packing bench: scan anything, and its parcel opens. */
export default function PackBoard() {
  const board = useLoaderData<typeof loader>()
  const fetcher = useFetcher<{ ok: boolean; words: string; at: number }>()
  const open = (code: string) => fetcher.submit({ intent: 'open', code }, { method: 'post' })
  return (
    <Page title="Pack" subtitle="Scan a tote, a thing or a shipment number">
      <BlockStack gap="400">
        {board.mayPack && (
          <Card>
            <BlockStack gap="300">
              <ScanField label="What do you have in hand?" onScan={open} />
              <Verdict verdict={fetcher.data ?? null} />
              <CameraScan onScan={open} />
            </BlockStack>
          </Card>
        )}
        {board.waiting.length === 0 ? (
          <Card>
            <EmptyState
              heading="Nothing to pack"
              image="/all-quiet.svg"
              action={{ content: 'Pick something', url: '/app/pick' }}
            >
              <Text as="p">Totes come here from their picking tour.</Text>
            </EmptyState>
          </Card>
        ) : (
          <PackList
            rows={board.waiting}
            more={board.more}
            open={open}
            mayPack={board.mayPack}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
        {board.comingTogether.length > 0 && (
          <ComingTogetherCard
            rows={board.comingTogether}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
        {board.toCollect.length > 0 && (
          <CollectCard
            rows={board.toCollect}
            mayPack={board.mayPack}
            now={board.now}
            timeZone={board.timeZone}
          />
        )}
      </BlockStack>
    </Page>
  )
}

export function ErrorBoundary() {
  return <PageError />
}
