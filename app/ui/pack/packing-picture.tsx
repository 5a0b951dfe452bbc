import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris'
import { useState } from 'react'
import type { Body, ShownParcel, ShownStep } from './bench-screen.ts'
import { drawingOrder, facesOf, wallsOf } from './isometric.ts'

/** How to fill the cartons, one step after the other, as the packer stands before the long side. */
export function PackingPicture({ plan }: { readonly plan: readonly ShownParcel[] }) {
  return plan
    .filter((parcel) => parcel.steps.length > 0)
    .map((parcel, at) => (
      <ParcelPicture
        // biome-ignore lint/suspicious/noArrayIndexKey: parcels have no other name than their number
        key={at}
        parcel={parcel}
        title={
          plan.length > 1
            ? `Parcel ${at + 1} of ${plan.length}: ${parcel.name}`
            : `How to pack ${parcel.name}`
        }
      />
    ))
}

interface Drawn extends Body {
  readonly step: number
}

function ParcelPicture({
  parcel,
  title,
}: {
  readonly parcel: ShownParcel
  readonly title: string
}) {
  const { steps, inner } = parcel
  const [chosen, choose] = useState(0)
  const at = Math.min(chosen, steps.length - 1)
  const now = steps[at]
  if (!now) return null
  const words = `Step ${at + 1} of ${steps.length}`
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <div className="ow-packing">
          <Isometric steps={steps} inner={inner} at={at} />
          <FromAbove steps={steps} inner={inner} at={at} />
        </div>
        <div className="ow-packing-step" aria-live="polite">
          {now.imageUrl && <img src={now.imageUrl} alt="" />}
          <div className="ow-row-main">
            <Text as="p" tone="subdued">
              {words}: {now.where}
            </Text>
            <Text as="p" fontWeight="semibold">
              {now.pieces} × <bdi className="ow-wrap">{now.title}</bdi>
            </Text>
            {now.sku && <span className="ow-code">{now.sku}</span>}
            {now.lies !== 'as_usual' && (
              <span className="ow-wish">
                {now.lies === 'on_its_end' ? 'Stand it on its end' : 'Lay it on its side'}
              </span>
            )}
          </div>
        </div>
        <InlineStack gap="200">
          <Button size="large" disabled={at === 0} onClick={() => choose(at - 1)}>
            Back
          </Button>
          <Button
            size="large"
            variant="primary"
            disabled={at === steps.length - 1}
            onClick={() => choose(at + 1)}
          >
            Next step
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  )
}

interface PictureProps {
  readonly steps: readonly ShownStep[]
  readonly inner: Body['size']
  readonly at: number
}

const drawnUpTo = (steps: readonly ShownStep[], at: number): readonly Drawn[] =>
  steps
    .slice(0, at + 1)
    .flatMap((step, number) => step.bodies.map((body) => ({ ...body, step: number })))

/** The open carton from the front left, with everything that is in by now. */
function Isometric({ steps, inner, at }: PictureProps) {
  const walls = wallsOf(inner)
  const [left, top, wide, high] = walls.paper
  const edge = Math.max(wide, high) * 0.02
  const number = Math.max(wide, high) * 0.045
  return (
    <svg
      role="img"
      aria-label={`The carton after step ${at + 1}, seen from the front left`}
      viewBox={`${left - edge} ${top - edge} ${wide + 2 * edge} ${high + 2 * edge}`}
    >
      <g className="ow-carton-walls">
        <polygon points={walls.floor} />
        <polygon points={walls.back} />
        <polygon points={walls.left} />
      </g>
      {drawingOrder(drawnUpTo(steps, at)).map((body) => {
        const faces = facesOf(body)
        return (
          <g
            key={body.at.join()}
            className={body.step === at ? 'ow-piece ow-piece-now' : 'ow-piece'}
          >
            <polygon points={faces.front} className="ow-face-front" />
            <polygon points={faces.end} className="ow-face-end" />
            <polygon points={faces.top} />
            <text x={faces.middle[0]} y={faces.middle[1]} fontSize={number}>
              {body.step + 1}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** The layer of this step from above; the packer stands below the picture. */
function FromAbove({ steps, inner, at }: PictureProps) {
  const level = steps[at]?.bodies[0]?.at[2] ?? 0
  const seen = drawnUpTo(steps, at).filter((body) => body.at[2] + body.size[2] > level)
  const [wide, deep] = inner
  const edge = Math.max(wide, deep) * 0.02
  return (
    <svg
      role="img"
      aria-label={`This layer from above, step ${at + 1}`}
      viewBox={`${-edge} ${-edge} ${wide + 2 * edge} ${deep + 2 * edge}`}
    >
      <rect className="ow-carton-floor" width={wide} height={deep} />
      {seen.map((body) => {
        const y = deep - body.at[1] - body.size[1]
        const high = Math.min(body.size[0], body.size[1]) * 0.4
        return (
          <g
            key={body.at.join()}
            className={body.step === at ? 'ow-piece ow-piece-now' : 'ow-piece'}
          >
            <rect x={body.at[0]} y={y} width={body.size[0]} height={body.size[1]} />
            <text
              x={body.at[0] + body.size[0] / 2}
              y={y + body.size[1] / 2}
              fontSize={Math.min(high, Math.max(wide, deep) * 0.08)}
            >
              {body.step + 1}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
