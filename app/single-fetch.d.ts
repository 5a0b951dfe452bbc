import '@remix-run/server-runtime'

// Loaders and actions answer plain objects (remix.config.js, v3_singleFetch): their types follow.
declare module '@remix-run/server-runtime' {
  interface Future {
    v3_singleFetch: true
  }
}
