import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readSettings } from '../../journey/settings.ts'
import type { ShopId } from '../../kernel/ids.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { type ShopTx, withShop } from '../../platform/db.server.ts'
import type { Threads } from '../../platform/threads/open-threads.server.ts'
import { ThreadFault } from '../../platform/threads/thread-fault.ts'
import { benchRequest, contentsOf, type RequestFacts } from './bench-request.ts'
import type { CartonSort } from './carton/goods.ts'
import { type PlanRefusal, planWords } from './carton/instance.ts'
import { decideLearned, type Learned, type PastChoice } from './carton/learned.ts'
import { type PackingStep, packingSteps } from './carton/packing-steps.ts'
import type { CartonPlan, PlannedParcel, PlanRequest } from './carton/plan.ts'
import { planAnswerShape, planCartonsTask } from './carton/plan-task.ts'
import { readCartons, readRateCards } from './read-cartons.server.ts'
import type { BenchShipment, PackDeps } from './shipment-at-bench.server.ts'
import { whyWords } from './why-carton.ts'

export interface AdviceDeps extends PackDeps {
  readonly planners: Threads
}

export interface AdvisedParcel {
  /** Null: it ships in its own packaging. */
  readonly cartonId: string | null
  readonly name: string
  readonly inner: PlannedParcel['inner']
  readonly grams: number
  readonly steps: readonly PackingStep[]
}

export type CartonAdvice =
  | {
      readonly kind: 'plan'
      readonly parcels: readonly AdvisedParcel[]
      readonly words: string
      readonly learned: Learned | null
    }
  /** Some things were never measured: only the packer's eye can tell, or what was taken last time. */
  | {
      readonly kind: 'unmeasured'
      readonly lines: readonly { readonly id: string; readonly title: string }[]
      readonly learned: Learned | null
    }
  | { readonly kind: 'refused'; readonly words: string }
  /** The planner came to nothing; the bench goes on without it. */
  | { readonly kind: 'no_answer' }
  /** Nothing is packed here any more. */
  | { readonly kind: 'none' }

export interface CartonFacts {
  readonly cartons: readonly CartonSort[]
  readonly request: RequestFacts
  readonly stored: { readonly digest: string; readonly plan: unknown } | null
  readonly past: readonly PastChoice[]
}

/** All that the advice for a shipment is made from. */
export async function readCartonFacts(tx: ShopTx, shipment: BenchShipment): Promise<CartonFacts> {
  const shop = await tx.shop.findUniqueOrThrow({ where: { id: tx.shopId } })
  const order = await tx.order.findUniqueOrThrow({
    where: { shopId_id: { shopId: tx.shopId, id: shipment.orderId } },
    select: { country: true, promisedAt: true },
  })
  const settings = readSettings(shop.settings)
  const cartons = await readCartons(tx)
  const contents = contentsOf(shipment.lines)
  return {
    cartons,
    request: {
      ...{ lines: shipment.lines, cartons, cards: await readRateCards(tx, shop.currency) },
      ...{ objective: settings.packFor, country: order.country, promisedAt: order.promisedAt },
      voidFill: {
        gramsPerLitre: settings.voidFillGramsPerLitre,
        costMinorPerLitre: settings.voidFillMinorPerLitre,
      },
      now: new Date(),
    },
    stored: await tx.cartonPlan.findUnique({
      where: { shopId_shipmentId: { shopId: tx.shopId, shipmentId: shipment.id } },
      select: { digest: true, plan: true },
    }),
    past:
      contents === null
        ? []
        : await tx.cartonChoice.findMany({
            where: { shopId: tx.shopId, contents },
            orderBy: { at: 'desc' },
            take: 5,
            select: { suggested: true, used: true },
          }),
  }
}

/** How long a packer waits for a plan at most. */
const limitMs = 1_500

/** Which cartons, how to lay the things, and why. A plan is made once and kept until its facts change. */
export async function adviseCartons(
  deps: AdviceDeps,
  shop: ShopId,
  shipment: BenchShipment,
  facts: CartonFacts,
): Promise<CartonAdvice> {
  if (shipment.state !== 'picked' && shipment.state !== 'packing') return { kind: 'none' }
  const asked = benchRequest(facts.request)
  if (asked.kind === 'unmeasured') return { ...asked, learned: decideLearned(facts.past, null) }
  const answer = await planFor(deps, shop, shipment, { facts, request: asked.request })
  if (answer === 'no_answer') return { kind: 'no_answer' }
  if (!answer.ok) return { kind: 'refused', words: planWords(answer.refusal) }
  const names = cartonNames(facts.cartons, answer.value)
  return {
    kind: 'plan',
    words: whyWords(answer.value, facts.cartons, facts.request.objective),
    learned: decideLearned(facts.past, names),
    parcels: answer.value.parcels.map((parcel, at) => ({
      ...{ cartonId: parcel.cartonId, name: names[at] ?? '', inner: parcel.inner },
      grams: parcel.grams,
      steps: packingSteps(
        parcel,
        (id) => shipment.lines.find((line) => line.id === id)?.size ?? null,
      ),
    })),
  }
}

/** Of a parcel without a carton: its own packaging. */
export const ownPackaging = 'its own packaging'

const cartonNames = (cartons: readonly CartonSort[], plan: CartonPlan): readonly string[] =>
  plan.parcels.map(
    ({ cartonId }) => cartons.find((one) => one.id === cartonId)?.name ?? ownPackaging,
  )

async function planFor(
  { db, planners }: AdviceDeps,
  shop: ShopId,
  shipment: BenchShipment,
  about: { readonly facts: CartonFacts; readonly request: PlanRequest },
): Promise<Outcome<CartonPlan, PlanRefusal> | 'no_answer'> {
  const digest = createHash('sha256').update(JSON.stringify(about.request)).digest('hex')
  if (about.facts.stored?.digest === digest) return planAnswerShape.parse(about.facts.stored.plan)
  let answer: Outcome<CartonPlan, PlanRefusal>
  try {
    answer = await planners.run(planCartonsTask, about.request, { limitMs })
  } catch (err) {
    if (err instanceof ThreadFault) return 'no_answer'
    throw err
  }
  const plan = z.json().parse(answer) ?? {}
  const key = { shopId: shop, shipmentId: shipment.id }
  await withShop(db, shop, (tx) =>
    tx.cartonPlan.upsert({
      where: { shopId_shipmentId: key },
      create: { ...key, digest, plan },
      update: { digest, plan, madeAt: new Date() },
    }),
  )
  return answer
}

/** The cartons a stored plan names; what was suggested when the parcel is closed. */
export async function suggestedFor(
  tx: ShopTx,
  shipmentId: string,
  cartons: readonly CartonSort[],
): Promise<readonly string[]> {
  const stored = await tx.cartonPlan.findUnique({
    where: { shopId_shipmentId: { shopId: tx.shopId, shipmentId } },
  })
  const answer = stored && planAnswerShape.parse(stored.plan)
  return answer?.ok ? cartonNames(cartons, answer.value) : []
}
