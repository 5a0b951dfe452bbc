/** The shipping desk's lists: waits for a label; labelled, the store is being told; told, the carrier has not scanned it. */
export const deskViews = ['packed', 'labelled', 'waiting'] as const
export type DeskView = (typeof deskViews)[number]
