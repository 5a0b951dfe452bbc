/** An instant so many minutes, hours or days after another. Days are 24 hours: for working days see distribute. */
export const minutesAfter = (from: Date, minutes: number) =>
  new Date(from.getTime() + minutes * 60_000)
export const hoursAfter = (from: Date, hours: number) => minutesAfter(from, hours * 60)
export const daysAfter = (from: Date, days: number) => hoursAfter(from, days * 24)

/** How long the app gives itself for a step of its own before somebody should look. */
export const systemStepMinutes = 15
