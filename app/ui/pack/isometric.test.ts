import { expect, test } from 'vitest'
import { drawingOrder, facesOf, wallsOf } from './isometric.ts'

const body = (name: string, at: readonly [number, number, number]) => ({
  ...{ name, at, size: [10, 10, 10] as const },
})

test('what is behind, to the left or below is drawn first', () => {
  const bodies = [
    body('front', [0, 0, 0]),
    body('on top', [0, 0, 10]),
    body('right', [10, 0, 0]),
    body('back', [0, 10, 0]),
  ]
  expect(drawingOrder(bodies).map((one) => one.name)).toEqual(['back', 'front', 'on top', 'right'])
  expect(
    drawingOrder(bodies.toReversed())
      .map((one) => one.name)
      .indexOf('back'),
  ).toBe(0)
})

test('a box fills its carton on paper when it fills it in life', () => {
  const walls = wallsOf([30, 20, 10])
  const faces = facesOf({ at: [0, 0, 0], size: [30, 20, 10] })
  const points = [faces.top, faces.front, faces.end].flatMap((face) =>
    face.split(' ').map((point) => point.split(',').map(Number)),
  )
  const [left, top, wide, high] = walls.paper
  const xs = points.map(([x = 0]) => x)
  const ys = points.map(([, y = 0]) => y)
  expect(Math.min(...xs)).toBeCloseTo(left, 0)
  expect(Math.max(...xs)).toBeCloseTo(left + wide, 0)
  expect(Math.min(...ys)).toBeCloseTo(top, 0)
  expect(Math.max(...ys)).toBeCloseTo(top + high, 0)
})
