/**
 * The same object with one property more, without touching the object itself. For objects that others
 * hold too: what is set on them is seen by everybody, what is set here only by who got the answer.
 */
export const withProperty = <Target extends object, Key extends string, Value>(
  target: Target,
  key: Key,
  value: Value,
) =>
  new Proxy(target, {
    get: (inner, asked) => (asked === key ? value : Reflect.get(inner, asked)),
    has: (inner, asked) => asked === key || Reflect.has(inner, asked),
  }) as Target & Readonly<Record<Key, Value>>
