# One image for web and worker: `docker run … start web`, `docker run … start worker`.
FROM node:20-bookworm-slim AS build
RUN npm install -g npm@11
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY tools ./tools
COPY prisma ./prisma
COPY prisma.config.ts ./
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
RUN useradd --create-home --uid 10001 orderwright
WORKDIR /app
COPY --from=build --chown=orderwright /app ./
USER orderwright
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 PATH=/app/node_modules/.bin:$PATH
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:3000/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
ENTRYPOINT ["node", "tools/start.ts"]
CMD ["all"]
