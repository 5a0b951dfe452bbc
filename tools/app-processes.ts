/**
 * How Node is started for the app's two processes.
 *
 * Web: every body comes off the network in memory outside the heap, which is given back when the heap's young
 * half is collected. With Node's own 16 MB that is so seldom that the memory outside asks for collections of the
 * whole heap, three a second at 12,000 deliveries a second; with 8 MB they are rare, and a delivery costs a fifth less.
 * And of what the heap grows itself, all of it is collected once it is three times as large, not a quarter larger: at a
 * thousand deliveries a second one in a hundred waits 7 ms instead of 12.
 */
export const appScripts = {
  web: ['--max-semi-space-size=8', '--heap-growing-percent=200', 'build/server/index.js'],
  worker: ['build/worker/worker.js'],
} as const
