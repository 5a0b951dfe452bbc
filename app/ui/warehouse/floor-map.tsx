import { useEffect, useRef } from 'react'
import { cornersOf, type DrawnFloor, type Frame, frameOf, numbersAt } from './draw-floor.ts'

interface FloorMapProps {
  readonly floor: DrawnFloor
  /** What a person who cannot see it is told. */
  readonly label: string
}

/** The floor from above, the front at the bottom; a tour's walk on it, its current stop highlighted. */
export function FloorMap({ floor, label }: FloorMapProps) {
  const frame = frameOf(floor)
  const scroller = useRef<HTMLElement>(null)
  const here = floor.stops.find((stop) => stop.isCurrent)?.number
  useEffect(() => {
    const now = here === undefined ? null : scroller.current?.querySelector('.ow-floor-here')
    now?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [here])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide floor is scrolled sideways, also by the keyboard
    <section className="ow-floor-scroll" aria-label={label} tabIndex={0} ref={scroller}>
      <svg
        className="ow-floor"
        style={{ minWidth: frame.leastWidth }}
        viewBox={frame.viewBox}
        role="img"
        aria-label={label}
      >
        <Lanes floor={floor} frame={frame} />
        <Bins floor={floor} frame={frame} />
        {floor.legs.map((leg) => (
          <polyline
            key={leg.key}
            className={
              leg.isCurrent ? 'ow-floor-now' : leg.isDone ? 'ow-floor-done' : 'ow-floor-way'
            }
            strokeWidth={frame.unit * (leg.isCurrent ? 1.8 : 1)}
            points={cornersOf(leg, frame)}
          />
        ))}
        <Points floor={floor} frame={frame} />
        <Stops floor={floor} frame={frame} />
      </svg>
    </section>
  )
}

interface Drawn {
  readonly floor: DrawnFloor
  readonly frame: Frame
}

const arrows = { away: ' ↑', back: ' ↓', both: '' } as const

function Lanes({ floor, frame: { x, y, unit, isCrowded } }: Drawn) {
  const wide = { className: 'ow-floor-lane', strokeWidth: unit * 5 }
  return (
    <>
      {floor.crossAisles.map(({ code, fromMm, toMm, yMm }) => (
        <line key={code} {...wide} x1={x(fromMm)} x2={x(toMm)} y1={y(yMm)} y2={y(yMm)} />
      ))}
      {floor.aisles.map(({ code, direction, fromMm, toMm, xMm }) => (
        <g key={code}>
          <line {...wide} x1={x(xMm)} x2={x(xMm)} y1={y(fromMm)} y2={y(toMm)} />
          <text
            className={isCrowded ? 'ow-floor-upright' : 'ow-floor-name'}
            fontSize={unit * 5}
            transform={`translate(${x(xMm)} ${y(toMm) - unit * 5})${isCrowded ? ' rotate(-90)' : ''}`}
          >
            {`${code}${arrows[direction]}`}
          </text>
        </g>
      ))}
    </>
  )
}

function Bins({ floor, frame: { x, y, unit } }: Drawn) {
  return floor.bins.map((one) => (
    <rect
      key={one.code}
      className={one.isReserve ? 'ow-floor-reserve' : 'ow-floor-bin'}
      x={x(one.xMm) + (one.side === 'left' ? -5.5 : 2.8) * unit}
      y={y(one.yMm) - unit}
      width={unit * 2.7}
      height={unit * 2}
    >
      <title>{one.code}</title>
    </rect>
  ))
}

/** Desks and gates; names of neighbours stand below each other. */
function Points({ floor, frame: { x, y, unit } }: Drawn) {
  return floor.points.map((one, row) => (
    <g key={one.code}>
      <rect
        className="ow-floor-desk"
        x={x(one.xMm) - unit * 3}
        y={y(one.yMm) - unit * 3}
        width={unit * 6}
        height={unit * 6}
        rx={unit}
      />
      <text
        className="ow-floor-point"
        fontSize={unit * 5}
        x={x(one.xMm) - unit * 3}
        y={y(one.yMm) + unit * (9 + 6 * row)}
      >
        {one.code}
      </text>
    </g>
  ))
}

function Stops({ floor, frame: { x, y, unit } }: Drawn) {
  return numbersAt(floor.stops).map((stop) => (
    <g key={stop.key}>
      <circle
        className={
          stop.isCurrent ? 'ow-floor-here' : stop.isDone ? 'ow-floor-taken' : 'ow-floor-stop'
        }
        cx={x(stop.xMm)}
        cy={y(stop.yMm)}
        r={unit * (stop.isCurrent ? 5 : 4)}
      />
      <text
        className={stop.isDone && !stop.isCurrent ? 'ow-floor-number-done' : 'ow-floor-number'}
        fontSize={unit * 5}
        x={x(stop.xMm)}
        y={y(stop.yMm)}
      >
        {stop.number}
      </text>
    </g>
  ))
}
