/**
 * The server build of Shopify's app template as `remix-serve` runs it: `authenticate.webhook` on the action's first
 * line, then one row by Prisma. The row is one of the template's only model, sessions, with the delivery as its text.
 * @env BENCH_SECRET of the app, BENCH_DATABASE_URL
 */
import '@shopify/shopify-app-remix/adapters/node'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@prisma/client'
import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['BENCH_DATABASE_URL'] ?? '', max: 20 })
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
const shopify = shopifyApp({
  apiKey: 'bench',
  apiSecretKey: process.env['BENCH_SECRET'] ?? '',
  apiVersion: ApiVersion.July26,
  scopes: ['read_orders'],
  appUrl: 'https://bench.example.com',
  authPathPrefix: '/auth',
  sessionStorage: new PrismaSessionStorage(prisma),
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true },
})

async function action({ request }: ActionFunctionArgs) {
  const { shop, topic, payload } = await shopify.authenticate.webhook(request)
  const id = request.headers.get('x-shopify-event-id') ?? ''
  await prisma.session.create({
    data: { id, shop, state: topic, accessToken: JSON.stringify(payload) },
  })
  return new Response()
}

const build: ServerBuild = {
  entry: { module: { default: () => new Response('', { status: 404 }) } },
  routes: {
    webhooks: { id: 'webhooks', path: 'webhooks', module: { action, default: undefined } },
  },
  assets: { version: '1', url: '/assets', entry: { module: '', imports: [] }, routes: {} },
  publicPath: '/assets/',
  assetsBuildDirectory: 'build/client/assets',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
  isSpaMode: false,
  mode: 'production',
}
export const { entry, routes, assets, publicPath, assetsBuildDirectory, future, isSpaMode, mode } =
  build
