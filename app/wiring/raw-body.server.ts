/**
 * The very bytes of a request's body, for signatures.
 * @returns null when it has more than `most` bytes; the rest is not read.
 */
export async function readRawBody(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null
  if (!request.body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > most) {
      await reader.cancel()
      return null
    }
    parts.push(value)
  }
  return new Uint8Array(Buffer.concat(parts))
}
