import { existsSync } from 'node:fs'

/**
 * Where a thread's entry lies: beside the sources when they run as they are (tests, tools), else in
 * `build/worker`, wherever in `build/` the caller's bundle is.
 * @param name the entry's file in `app/` without its ending.
 */
export function threadEntry(name: string): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL(`../../${name}.ts`, here)
  for (let up = './'; up.length < 20; up = up === './' ? '../' : `${up}../`) {
    const built = new URL(`${up}worker/${name}.js`, here)
    if (existsSync(built)) return built
  }
  throw new Error(`build/worker/${name}.js is not there: run npm run build`)
}
