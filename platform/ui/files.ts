import { byteOrderMark, type CsvValue, csvText } from '#platform/files/csv-text.ts'

/** Gives the reader a table that every spreadsheet opens as Japanese. */
export function saveCsv(rows: readonly (readonly CsvValue[])[], name: string): void {
  saveFile(new Blob([byteOrderMark, csvText(rows)], { type: 'text/csv' }), name)
}

/** The same of a file that has come with an answer, in base64. */
export function saveSent({ fileName, base64 }: { fileName: string; base64: string }, type: string): void {
  saveFile(new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type }), fileName)
}

/** Gives the reader a file that was made in the browser. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = savedName(name)
  link.click()
  URL.revokeObjectURL(address)
}

/** Without marks that no file's name may have, and without those that nobody sees: they may show another ending than the name has. */
function savedName(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '').replace(/[\\/:*?"<>|]/g, '・')
}

/** A file that somebody chose, as an operation takes it. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
