import { columns, type FileName } from '../columns.rules.ts'

/** Header and one invented row. */
export function templateOf(file: FileName): string[][] {
  return [columns[file].map(({ ja }) => ja), [...examples[file]]]
}

/** The file's bytes, undefined where the browser cannot read it any more (moved, or changed since it was chosen). */
export function base64Of(file: File): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => resolve(undefined)
    reader.readAsDataURL(file)
  })
}

const examples: Readonly<Record<FileName, readonly string[]>> = {
  sections: ['9901', '見本課', '課', '', '市区町村長', '2026/4/1', ''],
  staff: ['99000001', '見本 花子', 'ミホン ハナコ', '常勤', '事務', '2026/4/1', '', '', '', ''],
  assignments: ['99000001', '9901', '1級職', '係員', '主務', '0', '2026/4/1', ''],
  leave: ['99000001', '育児休業', '2026/10/1', '2027/3/31'],
}
