/** Parameters the admin adds to the app's address; they are never part of it. */
export const embedParams = [
  'embedded',
  'hmac',
  'host',
  'id_token',
  'locale',
  'session',
  'shop',
  'timestamp',
] as const
