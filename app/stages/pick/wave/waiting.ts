/** An order that waits to be released. */
export interface Waiting {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly dueAt: number
  /** Pieces to pick. */
  readonly units: number
  /** Aisles its goods lie in. */
  readonly aisles: readonly string[]
}
