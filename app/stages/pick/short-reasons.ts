/** Why a piece is not taken, in the picker's words. */
export const shortWords = {
  not_there: 'Not there',
  fewer: 'Fewer than it says',
  damaged: 'Damaged',
  other_goods: 'Other goods in the bin',
} as const
export type ShortReason = keyof typeof shortWords

export const shortReasons: readonly ShortReason[] = ['not_there', 'fewer', 'damaged', 'other_goods']
