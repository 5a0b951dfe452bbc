/** Small pictures, made for tests: four dots by two, red with a blue corner, without anything beside the dots. */
const of = (base64: string) => Buffer.from(base64, 'base64')

export const jpegPicture = of(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWG' +
    'kJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk' +
    'pKSkpKSkpKSkpKSkpKT/wAARCAACAAQDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAXEAEBAQEAAAAAAAAA' +
    'AAAAAAAAAREx/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwX/xAAYEQADAQEAAAAAAAAAAAAAAAAAAQIxMv/aAAwDAQACEQMRAD8A' +
    'mkzgAa6ZUnEf/9k=',
)
export const pngPicture = of(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAYAAAB/qH1jAAAAHklEQVR4AWIyNj7zH4TPGBv/B2GmmQzpDCDMAAUAAAAA///x' +
    'w0trAAAABklEQVQDAPbcCsmJq3zfAAAAAElFTkSuQmCC',
)
export const webpPicture = of(
  'UklGRkwAAABXRUJQVlA4WAoAAAAAAAAAAwAAAQAAVlA4IC4AAACwAQCdASoEAAIABABoJagCdDiAAcmAAP7kATRhrsLtLL7v' +
    '9l4mH62/2orVp9AA',
)

/** A phone's notes in a JPEG: where it was, when, and which way up it was held. */
export function withNotes(jpeg: Buffer, words: string, orientation = 1): Buffer {
  const entries = Buffer.alloc(2 + 2 * 12 + 4)
  entries.writeUInt16LE(2, 0)
  entry(entries, 2, [0x0112, 3, 1, orientation])
  entry(entries, 14, [0x010e, 2, words.length, 8 + entries.length])
  const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), entries, Buffer.from(words)])
  const notes = part(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]))
  const after = 2 + 2 + jpeg.readUInt16BE(4)
  return Buffer.concat([
    ...[
      jpeg.subarray(0, after),
      notes,
      part(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${words}`)),
    ],
    ...[part(0xed, Buffer.from(words)), part(0xfe, Buffer.from(words)), jpeg.subarray(after)],
    // A film behind the picture, as phones keep one.
    Buffer.from(`ftypmp42 ${words}`),
  ])
}

function entry(
  into: Buffer,
  at: number,
  [tag, type, count, value]: readonly [number, number, number, number],
) {
  into.writeUInt16LE(tag, at)
  into.writeUInt16LE(type, at + 2)
  into.writeUInt32LE(count, at + 4)
  into.writeUInt32LE(value, at + 8)
}

function part(mark: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, mark, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}
