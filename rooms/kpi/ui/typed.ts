/** Also as Japanese keyboards write it: １,２３４ */
export function numberIn(text: string): number {
  return Number(text.normalize('NFKC').replaceAll(',', ''))
}
