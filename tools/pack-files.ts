import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const packGzip = promisify(gzip)

/** What packing makes smaller; pictures and fonts are packed already. */
const packable = /\.(js|css|svg|json|wasm|webmanifest)$/
/** One packet of the network holds as much: smaller is not sooner. */
const worthIt = 1_400

/** Lays beside each file of a folder what is sent instead of it: `.br` and `.gz`, packed once and not at each request. */
export async function packFiles(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  await Promise.all(
    names.filter((name) => packable.test(name)).map((name) => pack(join(folder, name))),
  )
}

async function pack(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < worthIt) return
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  await writeFile(`${path}.br`, await brotli(bytes, { params }))
  await writeFile(`${path}.gz`, await packGzip(bytes, { level: 9 }))
}
