import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'

/** Starts a fake network for one test file. A call nobody planned fails the test; loopback is let through. */
export function fakeNetwork() {
  const server = setupServer()
  beforeAll(() =>
    server.listen({
      onUnhandledFrame: ({ frame, defaults }) => {
        if (
          !(
            frame.data instanceof Object &&
            'request' in frame.data &&
            frame.data.request instanceof Request
          ) ||
          new URL(frame.data.request.url).hostname !== '127.0.0.1'
        )
          defaults.error()
      },
    }),
  )
  afterEach(() => server.resetHandlers())
  afterAll(() => server.close())
  return server
}
