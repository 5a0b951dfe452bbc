import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

/** Text to be drawn in one font from left to right, as the eye reads it. */
export interface Run {
  readonly text: string
  readonly font: string
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
/** Combining marks, joiners and variation selectors: they belong to the letter before. */
const mark = /^(?:\p{M}|\u200c|\u200d|\ufe0e|\ufe0f)$/u

interface Piece {
  readonly text: string
  readonly font: string
  readonly level: number
}

/**
 * One line of text as runs in the order they are drawn, left to right. Arabic and Hebrew runs keep
 * their own order inside: the PDF's shaping turns and joins their letters.
 * @param fontOf the font of a character; marks stay with the letter they belong to.
 */
export function visualRuns(line: string, fontOf: (character: string) => string): readonly Run[] {
  const embedding = bidi.getEmbeddingLevels(line, 'auto')
  const mirrored = bidi.getMirroredCharactersMap(line, embedding.levels)
  const pieces: Piece[] = []
  let at = 0
  for (const character of line) {
    const level = embedding.levels[at] ?? 0
    const text = mirrored.get(at) ?? character
    at += character.length
    const last = pieces.at(-1)
    const font = last && mark.test(character) ? last.font : fontOf(character)
    if (last && last.font === font && last.level === level)
      pieces[pieces.length - 1] = { ...last, text: last.text + text }
    else pieces.push({ text, font, level })
  }
  return reordered(pieces).map(({ text, font, level }) => ({
    // What has no direction of its own (blanks, brackets) is turned here, letters by their shaping.
    text: level % 2 === 1 && !rightToLeft.test(text) ? [...text].toReversed().join('') : text,
    font,
  }))
}

/** From the deepest level up to the lowest odd one, every stretch at or above it is turned round (UAX 9, L2). */
function reordered(pieces: readonly Piece[]): readonly Piece[] {
  const line = [...pieces]
  const deepest = Math.max(0, ...line.map((piece) => piece.level))
  for (let level = deepest; level >= 1; level--) {
    let from = 0
    while (from < line.length) {
      let to = from
      while (to < line.length && (line[to]?.level ?? 0) >= level) to++
      if (to > from) line.splice(from, to - from, ...line.slice(from, to).toReversed())
      from = Math.max(to, from + 1)
    }
  }
  return line
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u

/** Where a line may end: after blanks and dashes, and between characters of scripts without blanks. */
function words(text: string): readonly string[] {
  const found: string[] = []
  let word = ''
  for (const character of text) {
    if (wide.test(character) && !mark.test(character) && word !== '') {
      found.push(word)
      word = ''
    }
    word += character
    if (/[\s-]/.test(character) || wide.test(character)) {
      found.push(word)
      word = ''
    }
  }
  return word === '' ? found : [...found, word]
}

/** Breaks a text into lines that fit; a word wider than the line is cut. @param widthOf in the same unit as `width`. */
export function linesOf(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = []
  let line = ''
  const put = (word: string) => {
    if (line !== '' && widthOf((line + word).trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  for (const word of words(text))
    if (widthOf(word.trimEnd()) <= width) put(word)
    else for (const character of word) put(character)
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}
