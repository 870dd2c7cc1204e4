/** What a type says of a value that a statement answers, as plain data: it is written by one process and read by another. */
export type Shape = ShapeOf & { readonly nullable?: true }

type ShapeOf =
  /** `unknown`, or more than is followed here (a type parameter, a value deeper than DEEPEST). */
  | { readonly kind: 'any' }
  | { readonly kind: 'string' | 'number' | 'boolean'; readonly only?: readonly (string | number | boolean)[] }
  | { readonly kind: 'date' | 'bytes' | 'null' }
  | { readonly kind: 'list' | 'record'; readonly of: Shape }
  | { readonly kind: 'row'; readonly fields: Readonly<Record<string, Shape>>; readonly optional: readonly string[] }
  | { readonly kind: 'either'; readonly of: readonly Shape[] }

/** What was seen of the values of a column over all answers; `undefined` stands for none. */
export interface Seen {
  null?: true
  string?: string[]
  number?: number[]
  boolean?: boolean[]
  date?: true
  bytes?: true
  list?: Seen
  row?: Record<string, Seen>
  /** Keys that some object lacked which others had. */
  lacked?: string[]
}

/** The columns of an answer, in its order. */
export interface Answer {
  readonly columns: readonly SeenColumn[]
}

export interface SeenColumn {
  readonly name: string
  /** PostgreSQL's number of the column's type. */
  readonly oid: number
  readonly values: Seen
}

/** What tests had the product ask, as plain data. */
export interface Observed {
  /** Texts of templates that were part of a statement, by themselves or within another. */
  readonly templates: readonly string[]
  /** Places (`path:line`) of built statements and of the driver's `.query()`. */
  readonly calls: readonly string[]
  /** Answers by `askerKey`; one place may answer with different columns. */
  readonly answers: Readonly<Record<string, readonly Answer[]>>
}

/** Who is told of an answer: the outermost template, by its text, or the place of a call. */
export type Asker = { readonly template: string } | { readonly call: string }

export const askerKey = (asker: Asker) => ('template' in asker ? `sql ${asker.template}` : `at ${asker.call}`)

/** The literal texts of a template, as one. */
export const textOf = (texts: readonly string[]) => texts.join('…')
