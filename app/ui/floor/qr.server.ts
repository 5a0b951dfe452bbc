import bwip from 'bwip-js/node'

/** A QR code as the address of a picture, light enough for a badge and large enough for a screen. */
export function qrPicture(text: string): string {
  const svg = bwip.toSVG({ bcid: 'qrcode', text, padding: 2 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
