/**
 * Keeps the floor's app open without a network: pages and data come from the network while it is there, and
 * as they were seen last while it is not. What people do is never kept here: the pages queue it themselves.
 */
const pages = 'floor-pages-1'
const files = 'floor-files-1'
const pictures = 'floor-pictures-1'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => {
  const old = async () => {
    for (const name of await caches.keys())
      if (![pages, files, pictures].includes(name)) await caches.delete(name)
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
  if (request.destination === 'image' && request.method === 'GET' && origin !== self.location.origin) {
    event.respondWith(keptFirst(request, pictures))
    return
  }
  if (origin !== self.location.origin) return
  if (isDoor(pathname)) {
    if (pathname.startsWith('/floor/sign-out')) event.waitUntil(caches.delete(pages))
    return
  }
  if (request.method !== 'GET') return
  if (isFile(pathname)) event.respondWith(keptFirst(request, files))
  else if (isShell(pathname)) event.respondWith(networkFirst(request, files))
  else if (isPage(pathname)) event.respondWith(networkFirst(request, pages))
})

/** A page names the pictures of the tour it shows: they are fetched before the network goes, each once. */
self.addEventListener('message', (event) => {
  const { kind, urls } = event.data ?? {}
  if (kind !== 'keep_pictures' || !Array.isArray(urls)) return
  event.waitUntil(Promise.allSettled(urls.map((url) => keptFirst(new Request(url, { mode: 'no-cors' }), pictures))))
})

/** Files of a build have their digest in their names, pictures of goods their version: what was fetched once is right. */
async function keptFirst(request, name) {
  const kept = await caches.match(request)
  if (kept) return kept
  const answer = await fetch(request)
  // Of another address nothing is told but that it came.
  if (answer.ok || answer.type === 'opaque')
    await (await caches.open(name)).put(request, answer.clone())
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
