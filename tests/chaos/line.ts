import { connect, createServer, type Server, type Socket } from 'node:net'

/** The wires between a machine and the rest of the world. */
export interface Line {
  /** A place at this end that leads to a port of the other. */
  lead(from: { host: string; port: number }, toPort: number): Promise<void>
  /** Nothing passes any more, and nobody is told: what was sent is neither taken nor refused. */
  cut(): void
  mend(): void
  /** Nothing passes any more where a connection is open now, for good; new ones are as ever. */
  forget(): void
  close(): void
}

/** A line that can be cut as a network is: bytes stop, connections stay open. */
export function openLine(): Line {
  const servers: Server[] = []
  const sockets = new Set<Socket>()
  const unheard = new Set<Socket>()
  const forgotten = new Set<Socket>()
  let isCut = false
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    if (isCut) socket.pause()
  }
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (bytes) => {
      if (!to.write(bytes)) from.pause()
    })
    to.on('drain', () => {
      if (!isCut && !forgotten.has(from)) from.resume()
    })
    // The end of a line reaches the other side only while there is a line, and at once when there is one again.
    from.on('close', () => (isCut ? unheard.add(to) : to.destroy()))
  }
  return {
    lead: (from, toPort) =>
      new Promise((resolve, reject) => {
        const server = createServer({ allowHalfOpen: false }, (near) => {
          const far = connect(toPort, '127.0.0.1')
          keep(near)
          keep(far)
          pass(near, far)
          pass(far, near)
        })
        servers.push(server)
        server.once('error', reject)
        server.listen(from.port, from.host, resolve)
      }),
    cut() {
      isCut = true
      for (const socket of sockets) socket.pause()
    },
    mend() {
      isCut = false
      for (const socket of unheard) socket.destroy()
      unheard.clear()
      for (const socket of sockets) socket.resume()
    },
    forget() {
      for (const socket of sockets) {
        socket.pause()
        forgotten.add(socket)
      }
      sockets.clear()
    },
    close() {
      for (const server of servers) server.close()
      for (const socket of [...sockets, ...forgotten]) socket.destroy()
    },
  }
}
