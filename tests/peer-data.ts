import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Others' data for tests, beside the project or where PEER_DATA says; never a part of the project. */
const folder = process.env['PEER_DATA'] ?? '../shared/peer-data'

/** Full paths of the files in a folder of the peer data; empty when it is not there. */
export function peerFiles(...path: readonly string[]): readonly string[] {
  const at = join(folder, ...path)
  return existsSync(at) ? readdirSync(at).map((file) => join(at, file)) : []
}
