/**
 * The path of an address as the router takes it: bytes written as `%` are what they mean, large letters are small ones,
 * and a slash at the end is none. What is counted or limited by path is counted by this one: `/Partner/sign%2Din/` opens
 * the page of `/partner/sign-in`.
 * @param url path and query, or a path alone.
 */
export function plainPath(url: string): string {
  const [path = ''] = url.split(/[?#]/)
  return decoded(path).toLowerCase().replace(/\/+$/, '') || '/'
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // The front door turns it away as unreadable.
    return path
  }
}
