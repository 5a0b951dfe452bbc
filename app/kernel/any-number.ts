import { z } from 'zod'

/** Also what is no number or has no end: the planner itself refuses it, by the name of what it belongs to. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', 'no number')
