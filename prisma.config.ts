import { defineConfig } from 'prisma/config'
import { PrismaPg } from 'prisma-migrate-adapter'

/** The migrating tool runs on its WASM engine over a plain connection: no engine binary is fetched. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new PrismaPg({ connectionString: process.env['OWNER_DATABASE_URL'] }),
})
