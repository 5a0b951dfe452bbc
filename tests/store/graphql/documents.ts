/** Parsed and checked documents, kept by their text: an app sends the same few all day. */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from 'graphql'
import type { CostNode } from './cost.ts'
import { NotModelled, type ShopifyError, worded } from './errors.ts'
import { isModelled } from './model.ts'

interface Compiled {
  readonly document: DocumentNode
  readonly operations: ReadonlyMap<string, CompiledOperation>
}

export interface CompiledOperation {
  readonly node: OperationDefinitionNode
  readonly cost: readonly CostNode[]
}

export type Compilation =
  | { readonly ok: true; readonly compiled: Compiled }
  | { readonly ok: false; readonly errors: readonly ShopifyError[] }

const most = 1000
const known = new Map<string, Compilation>()

/** Parses, validates against the schema and against what the stand-in models. */
export function compile(schema: GraphQLSchema, text: string): Compilation {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= most) known.clear()
  const made = compileNew(schema, text)
  known.set(text, made)
  return made
}

function compileNew(schema: GraphQLSchema, text: string): Compilation {
  let document: DocumentNode
  try {
    document = parse(text)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const locations = error.locations ? { locations: error.locations } : {}
    return {
      ok: false,
      errors: [{ message: error.message, ...locations, extensions: { code: 'syntaxError' } }],
    }
  }
  const invalid = validate(schema, document, undefined, { maxErrors: 20 })
  if (invalid.length > 0) {
    return { ok: false, errors: invalid.map((error) => worded(error, document)) }
  }
  const planner = new Planner(schema, document)
  const operations = new Map<string, CompiledOperation>()
  for (const node of document.definitions) {
    if (node.kind !== Kind.OPERATION_DEFINITION) continue
    operations.set(node.name?.value ?? '', { node, cost: planner.operation(node) })
  }
  if (planner.missing.size > 0) {
    const errors = [...planner.missing].map((what) => {
      const { message, extensions } = new NotModelled(what)
      return { message, extensions }
    })
    return { ok: false, errors }
  }
  return { ok: true, compiled: { document, operations } }
}

class Planner {
  readonly missing = new Set<string>()
  readonly #schema: GraphQLSchema
  readonly #fragments = new Map<string, FragmentDefinitionNode>()

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(node.name.value, node)
    }
  }

  operation(node: OperationDefinitionNode): readonly CostNode[] {
    const root = this.#schema.getRootType(node.operation)
    if (!root) return []
    const defaults = new Map<string, number | null>()
    for (const variable of node.variableDefinitions ?? []) {
      const given = variable.defaultValue
      defaults.set(
        variable.variable.name.value,
        given?.kind === Kind.INT ? Number(given.value) : null,
      )
    }
    const { children } = this.#select(node.selectionSet, root.name, defaults)
    if (node.operation !== 'mutation') return children
    return children.map((child) => ({ ...child, kind: 'mutation' }))
  }

  #select(
    set: SelectionSetNode,
    typeName: string,
    defaults: ReadonlyMap<string, number | null>,
  ): Pick<CostNode, 'children' | 'variants'> {
    const children: CostNode[] = []
    const variants: (readonly CostNode[])[] = []
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const node = this.#field(selection, typeName, defaults)
        if (node !== null) children.push(node)
        continue
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.#fragments.get(selection.name.value)
      if (fragment === undefined) continue
      const on = fragment.typeCondition?.name.value ?? typeName
      const inner = this.#select(fragment.selectionSet, on, defaults)
      if (on === typeName) {
        children.push(...inner.children)
        variants.push(...inner.variants)
      } else variants.push([...inner.children, ...inner.variants.flat()])
    }
    return { children, variants }
  }

  #field(
    node: Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>,
    typeName: string,
    defaults: ReadonlyMap<string, number | null>,
  ): CostNode | null {
    const name = node.name.value
    if (name.startsWith('__')) return null
    const parent = this.#schema.getType(typeName)
    if (!isObjectType(parent) && !isInterfaceType(parent)) return null
    const field = parent.getFields()[name]
    if (field === undefined) return null
    if (isObjectType(parent) && !isModelled(typeName, name)) this.missing.add(`${typeName}.${name}`)
    if (node.selectionSet === undefined) return null
    const inner = getNamedType(field.type)
    if (!isCompositeType(inner)) return null
    const selected = this.#select(node.selectionSet, inner.name, defaults)
    const key = node.alias?.value ?? name
    if (!inner.name.endsWith('Connection')) {
      const kind = freeTypes.has(inner.name) || isUserErrors(field.type) ? 'free' : 'object'
      return { key, kind, size: null, ...selected }
    }
    return {
      key,
      kind: 'connection',
      size: pageSize(node.arguments ?? [], defaults),
      ...mergeRows(selected),
    }
  }
}

/** Counted with what they belong to. */
const freeTypes = new Set(['PageInfo', 'MoneyV2', 'Count'])

const isUserErrors = (type: GraphQLOutputType): boolean => {
  const named = getNamedType(type)
  return isUnionType(named) ? false : /(UserError|Error)$/.test(named.name)
}

type Arguments = NonNullable<
  Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>['arguments']
>

function pageSize(args: Arguments, defaults: ReadonlyMap<string, number | null>): CostNode['size'] {
  for (const argument of args) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue
    if (argument.value.kind === Kind.INT) return Number(argument.value.value)
    if (argument.value.kind === Kind.VARIABLE) {
      const variable = argument.value.name.value
      return { variable, otherwise: defaults.get(variable) ?? null }
    }
  }
  return null
}

/** `nodes { … }` and `edges { node { … } }` are the same rows. */
function mergeRows(
  selected: Pick<CostNode, 'children' | 'variants'>,
): Pick<CostNode, 'children' | 'variants'> {
  const children: CostNode[] = []
  const variants: (readonly CostNode[])[] = []
  for (const child of selected.children) {
    const rows =
      child.key === 'edges' ? child.children.filter((one) => one.key === 'node') : [child]
    if (child.key !== 'edges' && child.key !== 'nodes') continue
    for (const row of rows) {
      children.push(...row.children)
      variants.push(...row.variants)
    }
  }
  return { children, variants }
}
