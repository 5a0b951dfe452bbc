/** Cartons a shop starts with: common sizes, inner millimetres, grams. */
export const firstCartons = [
  {
    name: 'Letter box',
    lengthMm: 250,
    widthMm: 170,
    heightMm: 20,
    emptyGrams: 50,
    maxGrams: 1_000,
  },
  { name: 'S', lengthMm: 200, widthMm: 150, heightMm: 90, emptyGrams: 90, maxGrams: 5_000 },
  { name: 'M', lengthMm: 300, widthMm: 215, heightMm: 140, emptyGrams: 180, maxGrams: 10_000 },
  { name: 'L', lengthMm: 400, widthMm: 300, heightMm: 200, emptyGrams: 330, maxGrams: 20_000 },
  { name: 'XL', lengthMm: 600, widthMm: 400, heightMm: 300, emptyGrams: 640, maxGrams: 30_000 },
  { name: 'Tube', lengthMm: 700, widthMm: 90, heightMm: 90, emptyGrams: 160, maxGrams: 3_000 },
] as const
