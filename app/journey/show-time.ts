/** "in 3 h", "2 d ago": how far an instant is, for people; the exact time belongs in a title. */
export function showDistance(iso: string, now: Date): string {
  const minutes = Math.round((new Date(iso).getTime() - now.getTime()) / 60_000)
  const size = Math.abs(minutes)
  const words =
    size < 1
      ? 'now'
      : size < 90
        ? `${size} min`
        : size < 36 * 60
          ? `${Math.round(size / 60)} h`
          : `${Math.round(size / 1440)} d`
  if (words === 'now') return words
  return minutes < 0 ? `${words} ago` : `in ${words}`
}

/** "Mon 23 Nov, 14:05" in the reader's language and zone. */
export const showInstant = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(iso))

/** "Mon 23 Nov" in the reader's language and zone. */
export const showDay = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone,
  }).format(new Date(iso))
