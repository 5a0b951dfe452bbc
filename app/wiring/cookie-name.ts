/**
 * A cookie's name where the app is reached by https: `__Host-` makes browsers keep it to this very host, to https and to
 * the whole path, whatever else is set. By plain http (demo, tests) there can be none of that name.
 */
export const cookieName = (name: string, appUrl: string): string =>
  appUrl.startsWith('https:') ? `__Host-${name}` : name
