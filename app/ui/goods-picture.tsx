import { useState } from 'react'

/** The article beside its name. A picture that does not come (no network, and never seen here) leaves no hole. */
export function GoodsPicture({ url }: { readonly url: string }) {
  const [isMissing, setMissing] = useState(false)
  return isMissing ? null : <img src={url} alt="" onError={() => setMissing(true)} />
}
