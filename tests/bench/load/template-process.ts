/**
 * Shopify's app template as it stands: Remix's own request handler on express, `authenticate.webhook` on the
 * action's first line, then one row by Prisma. Its table is made by whoever starts it.
 */
import '@shopify/shopify-app-remix/adapters/node'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@prisma/client'
import { createRequestHandler } from '@remix-run/express'
import type { ActionFunctionArgs, ServerBuild } from '@remix-run/node'
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server'
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import express from 'express'
import pg from 'pg'

const [port = '0', apiSecretKey = '', databaseUrl = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) })
const shopify = shopifyApp({
  apiKey: 'bench',
  apiSecretKey,
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
  await prisma.$executeRaw`insert into bench_template (event, shop, topic, payload)
    values (${request.headers.get('x-shopify-event-id')}, ${shop}, ${topic}, ${JSON.stringify(payload)}::jsonb)`
  return new Response()
}

const build: ServerBuild = {
  entry: { module: { default: () => new Response('', { status: 404 }) } },
  routes: {
    webhooks: { id: 'webhooks', path: 'webhooks', module: { action, default: undefined } },
  },
  assets: { version: '1', url: '/assets', entry: { module: '', imports: [] }, routes: {} },
  publicPath: '/',
  assetsBuildDirectory: 'build/client',
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
const app = express()
app.disable('x-powered-by')
app.all('*', createRequestHandler({ build, mode: 'production' }))
app.listen(Number(port), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
