/** How Polaris' words for space, colour and tone look here. */
const spaces: Readonly<Record<string, number>> = {
  none: 0,
  'small-500': 2,
  'small-400': 4,
  'small-300': 6,
  'small-200': 8,
  'small-100': 10,
  small: 10,
  base: 16,
  large: 20,
  'large-100': 20,
  'large-200': 24,
  'large-300': 32,
  'large-400': 40,
  'large-500': 48,
}

/** "base none" is "16px 0px"; a value for containers gives its second, narrow choice. */
export function space(value: string | null): string | null {
  if (value === null || value === '') return null
  return narrow(value)
    .split(/\s+/)
    .map((one) => (one in spaces ? `${spaces[one]}px` : one))
    .join(' ')
}

/** "@container (inline-size > 500px) 1fr 1fr, 1fr" is "1fr" where it is narrow. */
export function narrow(value: string): string {
  if (!value.startsWith('@container')) return value
  const wide = /inline-size\s*>=?\s*(\d+)px\)\s*([^,]+),\s*(.+)$/.exec(value)
  if (!wide) return value.replace(/^@container[^)]*\)\s*/, '').split(',')[0] ?? value
  return (window.innerWidth > Number(wide[1]) ? wide[2] : wide[3]) ?? value
}

const grounds: Readonly<Record<string, string>> = {
  base: '#fff',
  subdued: '#f7f7f7',
  strong: '#e3e3e3',
  transparent: 'transparent',
}

export interface Tone {
  readonly ink: string
  readonly ground: string
}

const tones: Readonly<Record<string, Tone>> = {
  info: { ink: '#003a5a', ground: '#e0f0ff' },
  success: { ink: '#0c5132', ground: '#cdfee1' },
  warning: { ink: '#5e4200', ground: '#ffe9b8' },
  caution: { ink: '#4f4700', ground: '#fff3a3' },
  critical: { ink: '#8e1f0b', ground: '#fee9e8' },
}
const plain: Tone = { ink: '#474747', ground: '#ebebeb' }

export const toneOf = (name: string | null): Tone => tones[name ?? ''] ?? plain

/** "alignItems" may be written so or, by the parser, as "alignitems". */
export const read = (element: Element, name: string): string | null =>
  element.getAttribute(name.toLowerCase())

export const on = (element: Element, name: string): boolean => {
  const value = read(element, name)
  return value !== null && value !== 'false'
}

/** Style of what every box has: padding, ground, border, size. */
export function boxStyle(element: Element): string {
  const rules: [string, string | null][] = [
    ['padding', space(read(element, 'padding'))],
    ['padding-block', space(read(element, 'paddingBlock'))],
    ['padding-block-start', space(read(element, 'paddingBlockStart'))],
    ['padding-block-end', space(read(element, 'paddingBlockEnd'))],
    ['padding-inline', space(read(element, 'paddingInline'))],
    ['padding-inline-start', space(read(element, 'paddingInlineStart'))],
    ['padding-inline-end', space(read(element, 'paddingInlineEnd'))],
    ['background', grounds[read(element, 'background') ?? ''] ?? null],
    [
      'border',
      read(element, 'border') && read(element, 'border') !== 'none' ? '1px solid #e3e3e3' : null,
    ],
    ['border-radius', read(element, 'borderRadius') ? '8px' : null],
    ['block-size', read(element, 'blockSize')],
    ['inline-size', read(element, 'inlineSize')],
    ['min-inline-size', read(element, 'minInlineSize')],
    ['max-inline-size', read(element, 'maxInlineSize')],
  ]
  return css(rules)
}

export const css = (rules: readonly (readonly [string, string | null])[]): string =>
  rules
    .flatMap(([name, value]) => (value ? [`${name}:${value.replace(/[;{}<]/g, '')}`] : []))
    .join(';')
