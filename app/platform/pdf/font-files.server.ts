import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import subsetFont from 'subset-font'
import { z } from 'zod'

/**
 * Noto Sans for every script that addresses are written in, from npm packages. Each family comes in
 * many small files, each for some characters; only the files a document needs are opened.
 */
const families = {
  base: 'noto-sans',
  arabic: 'noto-sans-arabic',
  hebrew: 'noto-sans-hebrew',
  thai: 'noto-sans-thai',
  bengali: 'noto-sans-bengali',
  tamil: 'noto-sans-tamil',
  georgian: 'noto-sans-georgian',
  armenian: 'noto-sans-armenian',
  jp: 'noto-sans-jp',
  kr: 'noto-sans-kr',
  sc: 'noto-sans-sc',
  tc: 'noto-sans-tc',
} as const
type Family = keyof typeof families

const others: readonly Family[] = [
  'base',
  'arabic',
  'hebrew',
  'thai',
  'bengali',
  'tamil',
  'georgian',
  'armenian',
]
/** The same Han character is drawn differently from country to country. */
const han: Readonly<Record<string, readonly Family[]>> = {
  JP: ['jp', 'tc', 'sc', 'kr'],
  KR: ['kr', 'jp', 'tc', 'sc'],
  TW: ['tc', 'jp', 'sc', 'kr'],
  HK: ['tc', 'jp', 'sc', 'kr'],
  MO: ['tc', 'jp', 'sc', 'kr'],
}
const hanElsewhere: readonly Family[] = ['sc', 'jp', 'tc', 'kr']

export type Weight = 400 | 700

/** A part of a family: which characters it is for. */
interface Part {
  readonly file: string
  readonly ranges: readonly (readonly [from: number, to: number])[]
}

const require = createRequire(import.meta.url)
const partsOf = new Map<Family, readonly Part[]>()

function parts(family: Family): readonly Part[] {
  const known = partsOf.get(family)
  if (known) return known
  const name = families[family]
  const table = z
    .record(z.string(), z.string())
    .parse(
      JSON.parse(
        readFileSync(require.resolve(`@fontsource-variable/${name}/unicode.json`), 'utf8'),
      ),
    )
  const made = Object.entries(table).map(([key, ranges]) => ({
    file: `@fontsource-variable/${name}/files/${name}-${key.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: ranges.split(',').map(rangeOf),
  }))
  partsOf.set(family, made)
  return made
}

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.replace(/U\+/gi, '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

/** Files that may have a character, likeliest first. @param country whose shapes Han characters take. */
export function filesFor(codePoint: number, country: string): readonly string[] {
  return [...others, ...(han[country] ?? hanElsewhere)].flatMap((family) =>
    parts(family)
      .filter(({ ranges }) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to))
      .map(({ file }) => file),
  )
}

/** Opened files, newest last; the oldest goes when there are too many. */
const opened = new Map<string, Promise<Buffer>>()
const mostOpened = 96

/** One file of a family in one weight, as a font that a PDF can embed. */
export function openFont(file: string, weight: Weight): Promise<Buffer> {
  const key = `${file} ${weight}`
  const known = opened.get(key)
  if (known !== undefined) return known
  const opening = readFile(require.resolve(file)).then((bytes) =>
    subsetFont(bytes, undefined, {
      targetFormat: 'sfnt',
      variationAxes: { wght: weight },
      keepAllGlyphs: true,
    }),
  )
  opened.set(key, opening)
  const [oldest] = opened.keys()
  if (opened.size > mostOpened && oldest !== undefined) opened.delete(oldest)
  return opening
}
