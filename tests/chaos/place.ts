import { spawnSync } from 'node:child_process'
import { type StartedProcess, startProcess } from '../../tools/processes.ts'
import { openLine } from './line.ts'

type Environment = Readonly<Record<string, string>>

/** Where a machine's processes run and how they reach what lies elsewhere. */
export interface Place {
  /** Where its web listens, as the balancer reaches it. */
  readonly host: string
  /** What a command is started through; empty for a command as it is. */
  readonly before: readonly string[]
  /** The environment as it is there: addresses lead over the line. */
  reach(env: Environment): Environment
}

/** A place that can be cut off: nothing passes any more, and nobody is told. */
export interface FarPlace extends Place {
  cut(): void
  mend(): void
  leave(): Promise<void>
}

export const here: Place = { host: '127.0.0.1', before: [], reach: (env) => env }

/** How far a port of the line lies above the port it leads to. */
const above = 1_000
const outward = [
  ...['DATABASE_URL', 'OWNER_DATABASE_URL', 'SMTP_URL'],
  ...['STAND_IN_STORE_URL', 'STAND_IN_CARRIER_URL'],
]

/** Another place on this machine: its processes reach the world by ports of their own. */
export async function placeByPorts(ports: readonly number[]): Promise<FarPlace> {
  const line = openLine()
  for (const port of ports) await line.lead({ host: '127.0.0.1', port: port + above }, port)
  const over = (text: string) =>
    ports.reduce((now, port) => now.replaceAll(`:${port}`, `:${port + above}`), text)
  return {
    ...here,
    reach: (env) =>
      Object.fromEntries(
        Object.entries(env).map(([name, value]) => [
          name,
          outward.includes(name) ? over(value) : value,
        ]),
      ),
    cut: line.cut,
    mend: line.mend,
    leave: () => Promise.resolve(line.close()),
  }
}

function ip(...args: string[]): void {
  const ran = spawnSync('ip', args, { encoding: 'utf8' })
  if (ran.status !== 0)
    throw new Error(`ip ${args.join(' ')}: ${ran.stderr || (ran.error ?? 'failed')}`)
}

/**
 * A network namespace: a network of its own behind one pair of wires, which is taken down to cut it.
 * @throws Error with the system's words where this machine allows none.
 */
export async function placeInNamespace(ports: readonly number[], logs: string): Promise<FarPlace> {
  const name = `orderwright-${process.pid}`
  const outer = `owo${process.pid % 100_000}`
  const inner = `owi${process.pid % 100_000}`
  const third = process.pid % 250
  const [outside, inside] = [`10.213.${third}.1`, `10.213.${third}.2`]
  const net = `10.213.${third}.0/30`
  const within = ['netns', 'exec', name] as const
  ip('netns', 'add', name)
  ip('link', 'add', outer, 'type', 'veth', 'peer', 'name', inner)
  ip('link', 'set', inner, 'netns', name)
  ip('addr', 'add', `${outside}/30`, 'dev', outer)
  ip('link', 'set', outer, 'up')
  // With its wire down nothing for this net may go another way, where somebody else would answer.
  ip('route', 'add', 'blackhole', net, 'metric', '4096')
  ip(...within, 'ip', 'addr', 'add', `${inside}/30`, 'dev', inner)
  ip(...within, 'ip', 'link', 'set', inner, 'up')
  ip(...within, 'ip', 'link', 'set', 'lo', 'up')
  const line = openLine()
  for (const port of ports) await line.lead({ host: outside, port: port + above }, port)
  const before = ['ip', ...within]
  const relay: StartedProcess = startProcess({
    ...{ name: 'relay', env: {}, logs, before },
    script: ['tests/chaos/relay-process.ts', outside, String(above), ...ports.map(String)],
  })
  return {
    ...{ host: inside, before, reach: (env) => env },
    cut: () => ip('link', 'set', outer, 'down'),
    mend: () => ip('link', 'set', outer, 'up'),
    leave: async () => {
      await relay.stop(2_000)
      line.close()
      spawnSync('ip', ['route', 'del', 'blackhole', net])
      spawnSync('ip', ['netns', 'del', name])
      spawnSync('ip', ['link', 'del', outer])
    },
  }
}
