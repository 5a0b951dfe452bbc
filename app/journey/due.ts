/** An instant so many minutes, hours or days after another. Days are 24 hours: for working days see distribute. */
export const minutesAfter = (from: Date, minutes: number) =>
  new Date(from.getTime() + minutes * 60_000)
export const hoursAfter = (from: Date, hours: number) => minutesAfter(from, hours * 60)
export const daysAfter = (from: Date, days: number) => hoursAfter(from, days * 24)

/** How long the app gives itself for a step of its own before somebody should look. */
export const systemStepMinutes = 15

/** How long before leaving each step on the floor should be done, in minutes. */
export const floorLead = { reserve: 300, pick: 180, pack: 120, label: 60, hand_over: 0 } as const

/**
 * When a step on the floor is due: counted back from the moment the shipment must leave, but never
 * less than an hour from now, so that whoever gets it late can still do it in time.
 * @param leaveBy null where nobody promised a day: then eight hours from now.
 */
export function dueBeforeLeaving(
  leaveBy: Date | null,
  step: keyof typeof floorLead,
  now: Date,
): Date {
  const wanted = leaveBy ? minutesAfter(leaveBy, -floorLead[step]) : hoursAfter(now, 8)
  const fair = hoursAfter(now, 1)
  return wanted.getTime() > fair.getTime() ? wanted : fair
}
