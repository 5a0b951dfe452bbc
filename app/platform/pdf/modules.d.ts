declare module 'subset-font' {
  /** Cuts a font down, pins its variation axes, and answers it in another container. */
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export default function subsetFont(
    font: Uint8Array,
    text: string | undefined,
    options: {
      readonly targetFormat: 'sfnt'
      readonly variationAxes: Readonly<Record<string, number>>
      readonly keepAllGlyphs?: boolean
    },
  ): Promise<Buffer>
}

declare module 'bidi-js' {
  interface EmbeddingLevels {
    readonly levels: Uint8Array
    readonly paragraphs: readonly {
      readonly start: number
      readonly end: number
      readonly level: number
    }[]
  }
  interface Bidi {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): EmbeddingLevels
    getMirroredCharactersMap(
      text: string,
      levels: Uint8Array,
      start?: number,
      end?: number,
    ): Map<number, string>
  }
  // biome-ignore lint/style/noDefaultExport: this is how the package exports it
  export default function bidiFactory(): Bidi
}
