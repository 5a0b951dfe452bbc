import bwip from 'bwip-js/node'

/** A Code 128 barcode with its text below, as the address of a picture. */
export function barcodePicture(text: string): string {
  const svg = bwip.toSVG({
    bcid: 'code128',
    text,
    height: 12,
    includetext: true,
    textxalign: 'center',
    textsize: 9,
  })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
