/** Whose part of an order a work order is. */
export const departments = ['office', 'finance', 'warehouse', 'partner', 'care'] as const
export type Department = (typeof departments)[number]
