/** Values that people enter: the columns of a file, and numbers that look like another unit. */
import type { ColumnSpec } from '#platform/files/columns.ts'

/** One row a value. The name is for whoever fills it in; a reason makes a row the correction of what stands on that day. */
export const entryColumns = [
  { key: 'kpiId', ja: '指標ID', type: 'code', required: true, maxLength: 100 },
  { key: 'name', ja: '指標名', type: 'code', maxLength: 200 },
  { key: 'unit', ja: '単位', type: 'code', maxLength: 40 },
  { key: 'asOf', ja: '基準日', type: 'date', required: true },
  { key: 'numerator', ja: '分子', type: 'code', required: true, maxLength: 30 },
  { key: 'denominator', ja: '分母', type: 'code', maxLength: 30 },
  { key: 'note', ja: '出どころ・備考', en: 'source', type: 'text', maxLength: 1000 },
  { key: 'reason', ja: '訂正の理由', type: 'text', maxLength: 500 },
] as const satisfies readonly ColumnSpec[]

/** Also as Japanese keyboards write it: １,２３４. Undefined where it is no number, or has more than six digits behind the point. */
export function countIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined
}

/** Also in full width: ％. */
export function isUnit(written: string, unit: string): boolean {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
  return plain(written) === plain(unit)
}

/**
 * 0.8 where 80 is meant, or 80 where 0.8 is: by which factor the number would have to be multiplied to fit what is known of the quantity
 * (earlier values, baseline, targets). Undefined where it is near one of them, or far from all in another way. A hundred is the factor
 * between a share and its percentage; half a power of ten to either side is near.
 */
export function otherReading(value: number, known: readonly number[]): 100 | 0.01 | undefined {
  const away = known.filter((one) => one > 0).map((one) => Math.log10(value / one))
  if (!(value > 0) || away.length === 0 || away.some((distance) => Math.abs(distance) < 1)) return undefined
  if (away.some((distance) => Math.abs(distance + 2) < 0.5)) return 100
  return away.some((distance) => Math.abs(distance - 2) < 0.5) ? 0.01 : undefined
}
