/**
 * An article's properties cannot be changed in the store once it is ordered. What a customer says of one
 * later stands in an attribute of the order whose name says which line it is about: "Engraving (line 2)".
 */
export interface NamedText {
  readonly name: string
  readonly value: string
}

/** @param line counted from 1, as the order has them. */
export const lineAnswerName = (property: string, line: number): string =>
  `${property} (line ${line})`

const form = /^(.*\S) \(line (\d{1,4})\)$/s

/** The properties of a line with what was said of it later; what was said last holds. */
export function completedProperties(
  properties: readonly NamedText[],
  line: number,
  attributes: readonly NamedText[],
): readonly NamedText[] {
  const later = attributes.flatMap(({ name, value }) => {
    const [, property, number] = form.exec(name) ?? []
    return property !== undefined && Number(number) === line ? [{ name: property, value }] : []
  })
  const said = new Map([...properties, ...later].map((one) => [folded(one.name), one]))
  return [...said.values()]
}

const folded = (name: string): string => name.trim().toLowerCase()

/** The value of the last text of that name, whatever its case; '' when there is none. */
export const textNamed = (texts: readonly NamedText[], name: string): string =>
  texts.findLast((one) => folded(one.name) === folded(name))?.value ?? ''
