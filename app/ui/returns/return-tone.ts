import type { BadgeProps } from '@shopify/polaris'

const tones: Readonly<Record<string, BadgeProps>> = {
  requested: { tone: 'attention' },
  approved: { tone: 'info' },
  received: { tone: 'attention' },
  inspected: { tone: 'attention' },
  settled: { tone: 'success' },
}

/** How loud a return's state is shown: attention where somebody of the shop must act. */
export const returnTone = (state: string): BadgeProps => tones[state] ?? {}
