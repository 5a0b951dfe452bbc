import type { PartnerHouse } from './world.ts'

export type Told =
  | { readonly kind: 'taken' }
  /** The app said no: repeating does not help. */
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer, or a busy one: the same again later. */
  | { readonly kind: 'later'; readonly why: string }

/** Tells the app one answer about a request, through its API for partners. */
export async function tellApp(
  { options }: PartnerHouse,
  id: string,
  answer: 'accept' | 'reject' | 'ship' | 'cancellation',
  body: object,
): Promise<Told> {
  try {
    const response = await fetch(
      `${options.appUrl}/api/partner/v1/requests/${encodeURIComponent(id)}/${answer}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${options.apiKey}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      },
    )
    const text = await response.text()
    if (response.ok) return { kind: 'taken' }
    const why = `${response.status}: ${text.slice(0, 200)}`
    const no = response.status === 404 || response.status === 409 || response.status === 422
    return { kind: no ? 'refused' : 'later', why }
  } catch (error) {
    return { kind: 'later', why: error instanceof Error ? error.message : String(error) }
  }
}
