/** The app itself did not answer: no network, or it is being restarted. */
export interface Unreachable {
  readonly kind: 'unreachable'
}

const limitMs = 30_000

/** Asks an address of the app and reads its JSON; the admin adds who asks. */
async function ask<Answer>(path: string, init: RequestInit): Promise<Answer | Unreachable> {
  try {
    const response = await fetch(path, { ...init, signal: AbortSignal.timeout(limitMs) })
    if (!response.ok) return { kind: 'unreachable' }
    const answer: Answer = await response.json()
    return answer
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof SyntaxError || fault instanceof DOMException)
      return { kind: 'unreachable' }
    throw fault
  }
}

export const lookUp = <Answer>(query: Readonly<Record<string, string>>) =>
  ask<Answer>(`/app/orders/lookup?${new URLSearchParams(query).toString()}`, {})

export const askForm = <Answer>(body: object) =>
  ask<Answer>('/app/orders/form', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
