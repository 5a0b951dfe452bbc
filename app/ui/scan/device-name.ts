const key = 'orderwright-device'
let here: string | null = null

/** What this browser is called where nobody paired it: the same until its storage is emptied. */
export function browserDevice(): string {
  if (here) return here
  try {
    here = localStorage.getItem(key) ?? crypto.randomUUID()
    localStorage.setItem(key, here)
  } catch {
    here ??= crypto.randomUUID()
  }
  return here
}
