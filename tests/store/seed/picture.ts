import { motifs } from './motifs.ts'

export type MotifName = keyof typeof motifs

/** A product picture as a whole SVG document, drawn in three shades of one hue. */
export function drawPicture(motif: MotifName, hue: number): string {
  const colours: Readonly<Record<string, string>> = {
    a: `hsl(${hue} 32% 52%)`,
    b: `hsl(${hue} 34% 36%)`,
    c: `hsl(${hue} 38% 88%)`,
  }
  const drawing = motifs[motif].replace(
    /(fill|stroke)="([abc])"/g,
    (_, paint: string, letter: string) => `${paint}="${colours[letter]}"`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="480" height="480"><rect width="200" height="200" fill="hsl(${hue} 30% 95%)"/><ellipse cx="100" cy="164" rx="66" ry="8" fill="hsl(${hue} 20% 88%)"/>${drawing}</svg>`
}
