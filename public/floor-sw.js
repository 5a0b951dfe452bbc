/**
 * Keeps the floor's app open without a network: pages and data come from the network while it is there, and
 * as they were seen last while it is not. What people do is never kept here: the pages queue it themselves.
 */
const pages = 'floor-pages-1'
const files = 'floor-files-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => {
  const old = async () => {
    for (const name of await caches.keys())
      if (name !== pages && name !== files) await caches.delete(name)
    await self.clients.claim()
  }
  event.waitUntil(old())
})

const isFile = (path) => path.startsWith('/assets/')
const isShell = (path) => path === '/app.css' || path === '/__manifest' || /\.(svg|png|webmanifest)$/.test(path)
const isPage = (path) => path === '/floor' || path.startsWith('/floor/') || path.startsWith('/floor.data')
/** Whoever signs out, or was signed out, leaves nothing to be seen by the next. */
const isDoor = (path) => /^\/floor\/(sign-in|sign-out|pair)/.test(path)

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin) return
  if (isDoor(pathname)) {
    if (pathname.startsWith('/floor/sign-out')) event.waitUntil(caches.delete(pages))
    return
  }
  if (request.method !== 'GET') return
  if (isFile(pathname)) event.respondWith(keptFirst(request))
  else if (isShell(pathname)) event.respondWith(networkFirst(request, files))
  else if (isPage(pathname)) event.respondWith(networkFirst(request, pages))
})

/** Files of a build have its digest in their names: what was fetched once is right. */
async function keptFirst(request) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(files)).put(request, answer.clone())
  return answer
}

async function networkFirst(request, name) {
  try {
    const answer = await fetch(request)
    if (answer.redirected && isDoor(new URL(answer.url).pathname)) await caches.delete(pages)
    else if (answer.ok && !answer.redirected) await (await caches.open(name)).put(request, answer.clone())
    return answer
  } catch (fault) {
    const kept = await caches.match(request)
    if (kept) return kept
    if (request.mode === 'navigate') {
      const home = await caches.match('/floor')
      if (home) return home
    }
    throw fault
  }
}
