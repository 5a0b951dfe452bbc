import { howMany } from '../kernel/how-many.ts'
/** Rules of signing in on a floor device: what a PIN looks like, and how long wrong ones lock the door. */

/** Wrong tries in a row that lock a person out, and a device; a device is shared, so it bears more. */
export const triesOfPerson = 5
export const triesOfDevice = 15
const lockMinutes = 15

/** Minutes a pairing code may be used. */
export const pairingMinutes = 10

/** What is wrong with a PIN somebody chose; null: nothing. */
export function pinProblem(pin: string): string | null {
  if (!/^\d{4,8}$/.test(pin)) return 'A PIN is 4 to 8 digits'
  if (/^(\d)\1+$/.test(pin)) return 'A PIN of one digit again and again is guessed at once'
  return '0123456789'.includes(pin) || '9876543210'.includes(pin)
    ? 'A PIN that counts up or down is guessed at once'
    : null
}

/** Until when somebody is locked out after their nth wrong try in a row; null: may try again. */
export const lockAfter = (tries: number, most: number, now: Date): Date | null =>
  tries > 0 && tries % most === 0 ? new Date(now.getTime() + lockMinutes * 60_000) : null

export const isLocked = (until: Date | null, now: Date): boolean =>
  until !== null && until.getTime() > now.getTime()

export type SignInRefusal =
  /** Badge, PIN or person is wrong; which of them is not told. */
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'locked'; readonly until: Date }

/** For whoever stands at the device. */
export function signInWords(refusal: SignInRefusal, now: Date): string {
  if (refusal.kind === 'locked') {
    const minutes = Math.max(1, Math.ceil((refusal.until.getTime() - now.getTime()) / 60_000))
    return `Too many wrong tries. Try again in ${minutes} min, or ask an owner for a new PIN`
  }
  const tries = howMany(refusal.left, 'try is', 'tries are')
  return refusal.left > 0 ? `That is not right. ${tries} left` : 'That is not right'
}

/** A badge's code as a scanner reads it; everything else on the floor looks different. */
export const badgeForm = /^OWB[0-9A-HJKMNP-TV-Z]{20}$/
/** Whether something scanned is a badge, so that it is never taken for an item. */
export const isBadge = (code: string): boolean => badgeForm.test(code.trim().toUpperCase())
