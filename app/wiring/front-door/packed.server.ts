import compression from 'compression'
import express, { type RequestHandler } from 'express'
import sirv from 'sirv'
import { plainPath } from './plain-path.ts'

const year = 31_536_000
const hour = 3_600

/**
 * Files of the build, as small as the browser takes them: packed when they were built, so that sending them costs this
 * process nothing. Those with a digest in their name never change.
 */
export function builtFiles(folder: string): RequestHandler {
  const packed = { brotli: true, gzip: true, etag: true } as const
  const files = express.Router()
  files.use('/assets', sirv(`${folder}/assets`, { ...packed, immutable: true, maxAge: year }))
  files.use(sirv(folder, { ...packed, maxAge: hour }))
  return files
}

/** Documents, and the data that pages ask for (`turbo-stream`). */
const isPage = /^text\/(html|x-script)\b/

/**
 * Packs pages as they stream. What is packed tells by its length whether a guess repeats a secret beside it (BREACH),
 * to whoever can make a visitor's browser ask again and again. Nobody can here: the admin is opened by bearer tokens,
 * portal and floor by `SameSite=Strict` cookies. Shoppers' pages, which the store's own site passes on, go as they are.
 */
export const packedPages = (): RequestHandler =>
  compression({
    level: 5,
    filter: (request, response) =>
      !plainPath(request.url).startsWith('/proxy') &&
      isPage.test(String(response.getHeader('content-type'))),
  })
