/** GraphQL errors in the words and with the codes Shopify's API uses (graphql-ruby's). */
import {
  type ASTNode,
  type DocumentNode,
  GraphQLError as Fault,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'

export interface ShopifyError {
  readonly message: string
  readonly locations?: readonly { readonly line: number; readonly column: number }[]
  readonly path?: readonly (string | number)[]
  readonly extensions: Readonly<Record<string, unknown>>
}

/** An error at the top of the answer, beside `data`, as Shopify gives for a bad id. */
export class TopLevelError extends Fault {
  constructor(message: string, code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { code, ...more } })
  }
}

export const invalidId = (id: string): TopLevelError =>
  new TopLevelError(`Invalid id: ${id}`, 'RESOURCE_NOT_FOUND')

/** The schema has the field, the stand-in has no state behind it. Never answered with null. */
export class NotModelled extends Fault {
  constructor(what: string) {
    super(
      `The stand-in store does not model ${what}. It is in Shopify's schema; add it under tests/store/graphql or tests/store/mutations.`,
      { extensions: { code: 'STAND_IN_NOT_MODELLED', what } },
    )
  }
}

type Wording = readonly [RegExp, string, (part: readonly string[]) => string]

const wordings: readonly Wording[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    'undefinedField',
    ([field, type]) => `Field '${field}' doesn't exist on type '${type}'`,
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    'argumentNotAccepted',
    ([argument, field]) => `Field '${field}' doesn't accept argument '${argument}'`,
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type/,
    'missingRequiredArguments',
    ([field, argument]) => `Field '${field}' is missing required arguments: ${argument}`,
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    'selectionMismatch',
    ([field, type]) =>
      `Field must have selections (field '${field}' returns ${type?.replace(/[![\]]/g, '')} but has no selections. Did you mean '${field} { ... }'?)`,
  ],
  [
    /^Field "(\w+)" must not have a selection since type "([^"]+)"/,
    'selectionMismatch',
    ([field, type]) => `Selections can't be made on scalars (field '${field}' returns ${type})`,
  ],
  [
    /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?/,
    'variableNotDefined',
    ([name, operation]) =>
      `Variable $${name} is used by ${operation ?? 'anonymous'} but not declared`,
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    'variableNotUsed',
    ([name, operation]) =>
      `Variable $${name} is declared by ${operation ?? 'anonymous'} but not used`,
  ],
  [
    /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    'variableMismatch',
    ([name, given, wanted]) => `Type mismatch on variable $${name} (${given} / ${wanted})`,
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    'argumentNotAccepted',
    ([field, type]) => `InputObject '${type}' doesn't accept argument '${field}'`,
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "([^"]+)" was not provided/,
    'missingRequiredInputObjectAttribute',
    ([type, field, wanted]) =>
      `Argument '${field}' on InputObject '${type}' is required. Expected type ${wanted}`,
  ],
  [/^Unknown type "(\w+)"/, 'undefinedType', ([type]) => `No such type ${type}`],
  [
    /^Unknown directive "@(\w+)"/,
    'undefinedDirective',
    ([name]) => `Directive @${name} is not defined`,
  ],
  [
    /^(Expected value of type .*|Value .* does not exist in .*|\w+ cannot represent .*)/,
    'argumentLiteralsIncompatible',
    ([text]) => `Argument has an invalid value. ${text}`,
  ],
]

/** A validation error of graphql-js in Shopify's words. */
export function worded(error: GraphQLError, document: DocumentNode): ShopifyError {
  const at = {
    ...(error.locations && { locations: error.locations }),
    path: error.nodes?.[0] ? pathTo(document, error.nodes[0]) : [],
  }
  for (const [pattern, code, text] of wordings) {
    const found = pattern.exec(error.message)
    if (found) return { message: text(found.slice(1)), ...at, extensions: { code } }
  }
  return { message: error.message, ...at, extensions: { code: 'invalidQuery' } }
}

/** ["mutation Name", "orderUpdate", "order", "nme"]: where in the document a node stands. */
function pathTo(document: DocumentNode, target: ASTNode): readonly string[] {
  const at = target.loc?.start ?? -1
  const path: string[] = []
  const walk = (node: ASTNode): void => {
    if (!node.loc || at < node.loc.start || at >= node.loc.end) return
    const name = stepOf(node)
    if (name !== null) path.push(name)
    for (const inner of innerOf(node)) walk(inner)
  }
  for (const definition of document.definitions) walk(definition)
  return path
}

function stepOf(node: ASTNode): string | null {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return operationTitle(node)
    case Kind.FRAGMENT_DEFINITION:
      return `fragment ${node.name.value}`
    case Kind.FIELD:
      return node.alias?.value ?? node.name.value
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return node.name.value
    default:
      return null
  }
}

function innerOf(node: ASTNode): readonly ASTNode[] {
  switch (node.kind) {
    case Kind.FIELD:
      return [...(node.arguments ?? []), ...(node.selectionSet?.selections ?? [])]
    case Kind.OPERATION_DEFINITION:
    case Kind.FRAGMENT_DEFINITION:
    case Kind.INLINE_FRAGMENT:
      return node.selectionSet.selections
    case Kind.ARGUMENT:
    case Kind.OBJECT_FIELD:
      return [node.value]
    case Kind.OBJECT:
      return node.fields
    default:
      return []
  }
}

const operationTitle = (node: OperationDefinitionNode): string =>
  node.name ? `${node.operation} ${node.name.value}` : node.operation

const badVariable =
  /^Variable "\$(\w+)" got invalid value [\s\S]*?(?: at "\w+\.?([^"]*)")?; ([\s\S]*)$/
const missingVariable = /^Variable "\$(\w+)" of (?:required|non-null) type "([^"]+)"/

/** An error of variable coercion as Shopify's INVALID_VARIABLE. */
export function wordedVariable(error: GraphQLError, typeOf: (name: string) => string) {
  const missing = missingVariable.exec(error.message)
  if (missing) {
    return {
      message: `Variable $${missing[1]} of type ${missing[2]} was provided invalid value`,
      extensions: {
        code: 'INVALID_VARIABLE',
        value: null,
        problems: [{ path: [], explanation: 'Expected value to not be null' }],
      },
    }
  }
  const [, name = '', at, why = error.message] = badVariable.exec(error.message) ?? []
  const { path, explanation } = problem(at ?? '', why)
  const place = path === '' ? '' : ` for ${path}`
  return {
    message: `Variable $${name} of type ${typeOf(name)} was provided invalid value${place} (${explanation})`,
    extensions: {
      code: 'INVALID_VARIABLE',
      problems: [{ path: path === '' ? [] : path.split('.'), explanation }],
    },
  }
}

function problem(at: string, why: string): { readonly path: string; readonly explanation: string } {
  const path = at.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '')
  const join = (field: string) => (path === '' ? field : `${path}.${field}`)
  const unknown = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(why)
  if (unknown) {
    return {
      path: join(unknown[1] ?? ''),
      explanation: `Field is not defined on ${unknown[2]}`,
    }
  }
  const required = /^Field "(\w+)" of required type/.exec(why)
  if (required)
    return { path: join(required[1] ?? ''), explanation: 'Expected value to not be null' }
  if (/^Expected non-nullable type/.test(why)) {
    return { path, explanation: 'Expected value to not be null' }
  }
  return { path, explanation: why.replace(/\.$/, '') }
}
