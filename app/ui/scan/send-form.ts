/** A form that was sent from a page about goods and not answered yet, as the device keeps it. */
export interface KeptForm {
  readonly key: string
  /** Where it goes. */
  readonly tour: string
  readonly person: string
  readonly form: Readonly<Record<string, string>>
}

/** What became of it, and the screen as it stands now; none for a form that cannot be read. */
export interface FormAnswer<Screen> {
  readonly ok: boolean
  readonly words: string
  readonly screen?: Screen
}

type Sent<Screen> =
  | { readonly kind: 'answered'; readonly answer: FormAnswer<Screen> }
  /** No network, or a server that is busy: sent again. */
  | { readonly kind: 'away' }
  /** Nobody is signed in here any more; what is kept waits for them. */
  | { readonly kind: 'signed_out' }

const patienceMs = 15_000

/** Sends one form; the same one again is applied once, by the key in it. */
export async function sendForm<Screen>(
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<Sent<Screen>> {
  try {
    const answer = await fetch(url, {
      ...{ method: 'POST', body: new URLSearchParams(form) },
      signal: AbortSignal.timeout(patienceMs),
    })
    if (answer.status === 401) return { kind: 'signed_out' }
    if (answer.status >= 500 || answer.status === 429) return { kind: 'away' }
    if (answer.status === 403 || answer.status === 404)
      return {
        kind: 'answered',
        answer: { ok: false, words: `The app refuses this (${answer.status})` },
      }
    return { kind: 'answered', answer: await answer.json() }
  } catch {
    return { kind: 'away' }
  }
}
