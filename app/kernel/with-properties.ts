/**
 * The same object with more properties, without touching the object itself. For objects that others
 * hold too: what is set on them is seen by everybody, what is set here only by who got the answer.
 */
export const withProperties = <Target extends object, Added extends object>(
  target: Target,
  added: Added,
) =>
  new Proxy(target, {
    get: (inner, asked) => Reflect.get(asked in added ? added : inner, asked),
    has: (inner, asked) => asked in added || Reflect.has(inner, asked),
  }) as Target & Readonly<Added>
