import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface Extension {
  /** The folder's name under `extensions/`. */
  readonly handle: string
  readonly targets: readonly string[]
  /** Whether `build/extensions/<handle>.js` is there. */
  readonly built: boolean
}

/** How people make the bundles that the stand-in shows. */
export const buildCommand = 'npm run build'

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url))
const bundleFile = (project: string, handle: string) => `${project}build/extensions/${handle}.js`

/** The targets a `shopify.extension.toml` names. */
const targetsIn = (toml: string): string[] =>
  [...toml.matchAll(/^\s*target\s*=\s*"([^"]+)"/gm)].flatMap(([, target]) => target ?? [])

/** Extensions of the project, as their files say at this moment. */
function extensions(project = projectFolder): readonly Extension[] {
  const folder = `${project}extensions`
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((handle) => {
    const file = `${folder}/${handle}/shopify.extension.toml`
    if (!existsSync(file)) return []
    const targets = targetsIn(readFileSync(file, 'utf8'))
    return [{ handle, targets, built: existsSync(bundleFile(project, handle)) }]
  })
}

export const extensionFor = (target: string, project = projectFolder): Extension | null =>
  extensions(project).find(({ targets }) => targets.includes(target)) ?? null

/** The ES module of an extension; null when it is not built. @param handle from an address. */
export function readBundle(handle: string, project = projectFolder): string | null {
  const known = extensions(project).find((one) => one.handle === handle)
  return known?.built ? readFileSync(bundleFile(project, known.handle), 'utf8') : null
}

/** The texts of an extension in this language, or in its default one; empty when it has none. */
export function readTexts(handle: string, locale: string, project = projectFolder): object {
  const folder = `${project}extensions/${handle}/locales`
  if (!existsSync(folder)) return {}
  const files = readdirSync(folder)
  const [language = ''] = locale.split('-')
  const found = [`${locale}.json`, `${language}.json`, `${language}.default.json`]
    .concat(files.filter((file) => file.endsWith('.default.json')))
    .find((file) => files.includes(file))
  if (found === undefined) return {}
  const texts: unknown = JSON.parse(readFileSync(`${folder}/${found}`, 'utf8'))
  return typeof texts === 'object' && texts !== null ? texts : {}
}
