import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Red, green, blue, alpha. */
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

// The reader would fetch its WebAssembly from another host; the package has it too.
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({
  overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
})

let library: ReturnType<typeof PDFiumLibrary.init> | null = null

/** Every page of a PDF as a picture. @param scale 1 is 72 dots an inch. */
export async function pdfPictures(pdf: Uint8Array, scale = 3): Promise<Picture[]> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(pdf)
  try {
    const pictures: Picture[] = []
    for (const page of document.pages()) {
      const { width, height, data } = await page.render({ scale, render: 'bitmap' })
      pictures.push({ width, height, data: rgbaOf(data) })
    }
    return pictures
  } finally {
    document.destroy()
  }
}

/** PDFium gives blue, green, red, alpha. */
function rgbaOf(bgra: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(bgra)
  for (let at = 0; at < rgba.length; at += 4) {
    rgba[at] = bgra[at + 2] ?? 0
    rgba[at + 2] = bgra[at] ?? 0
  }
  return rgba
}

/** Texts of all barcodes in a picture (PNG bytes, or a picture of a page). */
export async function barcodesIn(picture: Picture | Uint8Array): Promise<string[]> {
  const source =
    picture instanceof Uint8Array ? picture : { ...picture, colorSpace: 'srgb' as const }
  const found = await readBarcodes(source as ImageData | Uint8Array, { tryHarder: true })
  return found.map((code) => code.text).toSorted()
}
