declare module 'virtual:remix/server-build' {
  import type { ServerBuild } from '@remix-run/node'
  export const assets: NonNullable<ServerBuild['assets']>
  export const assetsBuildDirectory: NonNullable<ServerBuild['assetsBuildDirectory']>
  export const basename: NonNullable<ServerBuild['basename']>
  export const entry: NonNullable<ServerBuild['entry']>
  export const future: NonNullable<ServerBuild['future']>
  export const isSpaMode: NonNullable<ServerBuild['isSpaMode']>
  export const mode: NonNullable<ServerBuild['mode']>
  export const publicPath: NonNullable<ServerBuild['publicPath']>
  export const routes: NonNullable<ServerBuild['routes']>
}
