import type { Problem } from './problem.ts'

/**
 * What a file is, by its bytes, beside what it calls itself. Both are told where they differ and the file cannot be read: whoever chose the
 * wrong file sees which one it was, and is not sent to look for a broken letter in a picture.
 */
export function strangeIn(bytes: Uint8Array, name = ''): Problem | undefined {
  const kind = kinds.find((one) =>
    'marks' in one ? startsWith(bytes, one.marks) : one.looksLike.test(beginningOf(bytes)),
  )
  if (kind) return told(name, kind)
  return isText(bytes) ? undefined : told(name, unknown)
}

/** A zip that holds no workbook, by the parts that it has. */
export function packageOf(has: (part: string) => boolean): Problem {
  return told('', packages.find(({ part }) => has(part)) ?? packed)
}

/** A file that calls itself a workbook and holds letters that nothing could be made of: it never was a table. */
export function misnamed(name = ''): Problem | undefined {
  return callsItselfWorkbook(name) ? told(name, unknown) : undefined
}

export function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

interface Kind {
  readonly is: string
  readonly isEn: string
  /** What to do instead of opening it in a spreadsheet. */
  readonly instead?: readonly [string, string]
}

const lettersOf = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

const resave = [
  '表計算ソフトで開き、「Excel ブック(.xlsx)」か「CSV UTF-8」として保存し直してください。',
  'Open it in a spreadsheet and save it as an Excel workbook (.xlsx) or as CSV UTF-8.',
] as const

type Marked = Kind & ({ readonly marks: readonly number[] } | { readonly looksLike: RegExp })

const kinds: readonly Marked[] = [
  {
    marks: [0xd0, 0xcf, 0x11, 0xe0],
    is: '古い形式のExcel(.xls)か、パスワードのかかったExcelのファイルです',
    isEn: 'an old Excel file (.xls), or one that is protected by a password',
    instead: [
      '表計算ソフトで開き、パスワードを外して、「Excel ブック(.xlsx)」か「CSV UTF-8」として保存し直してください。',
      'Open it in a spreadsheet, take the password off, and save it as an Excel workbook (.xlsx) or as CSV UTF-8.',
    ],
  },
  // What systems of records often write as "Excel": a spreadsheet opens it, and it is no table of text.
  {
    looksLike: /^<(?:!doctype html|html|head|meta|table)\b/i,
    is: 'Webページ(HTML)です',
    isEn: 'a web page (HTML)',
    instead: resave,
  },
  { looksLike: /^<\?xml\b/i, is: 'XMLの文書です', isEn: 'an XML document', instead: resave },
  { marks: lettersOf('%PDF'), is: 'PDFです', isEn: 'a PDF' },
  { marks: [0x89, 0x50, 0x4e, 0x47], is: '画像(PNG)です', isEn: 'a picture (PNG)' },
  { marks: [0xff, 0xd8, 0xff], is: '画像(JPEG)です', isEn: 'a picture (JPEG)' },
  { marks: lettersOf('GIF8'), is: '画像(GIF)です', isEn: 'a picture (GIF)' },
  { marks: [0x1f, 0x8b], is: '圧縮されたファイル(gzip)です', isEn: 'packed (gzip)' },
  { marks: [0x4d, 0x5a, 0x90], is: 'プログラムです', isEn: 'a program' },
]
const packed: Kind = { is: '圧縮されたファイル(zip)です', isEn: 'packed (zip)' }
const packages: readonly (Kind & { readonly part: string })[] = [
  { part: 'word/document.xml', is: 'Wordの文書です', isEn: 'a Word document' },
  { part: 'ppt/presentation.xml', is: 'PowerPointの資料です', isEn: 'a PowerPoint presentation' },
  {
    part: 'xl/workbook.bin',
    is: 'Excelのバイナリ ブック(.xlsb)です',
    isEn: 'a binary Excel workbook (.xlsb)',
    instead: resave,
  },
  { part: 'content.xml', is: 'OpenDocumentのファイルです', isEn: 'an OpenDocument file', instead: resave },
]
const unknown: Kind = {
  is: '文字の表でも、Excelのブックでもありません',
  isEn: 'neither a table of text nor an Excel workbook',
}

const callsItselfWorkbook = (name: string) => /\.xls[xmb]?$/iu.test(name.normalize('NFKC'))

function told(name: string, { is, isEn, instead }: Kind): Problem {
  const [called, calledEn] = callsItselfWorkbook(name)
    ? ['名前はExcelのファイルですが、', 'It is named as an Excel file, but ']
    : ['', '']
  const [act, actEn] = instead ?? [
    '選んだファイルが正しいか確かめ、表計算ソフトで「Excel ブック(.xlsx)」か「CSV UTF-8」として保存したものをお送りください。',
    'Check that it is the file you meant, and send one that a spreadsheet saved as an Excel workbook (.xlsx) or as CSV UTF-8.',
  ]
  const sentence = `${calledEn}its content is ${isEn}. ${actEn}`
  return { reason: `${called}中身は、${is}。${act}`, reasonEn: sentence[0]!.toUpperCase() + sentence.slice(1) }
}

/** Bytes at the beginning that are looked at, and how many of them no text of any encoding that is read would have. */
const BEGINNING = 256
const STRANGE = 8

/** Letters of plain ASCII at the beginning, after whatever says in which encoding the rest is. */
function beginningOf(bytes: Uint8Array): string {
  const letters = String.fromCharCode(...bytes.subarray(0, BEGINNING).filter((byte) => byte > 0 && byte < 0x80))
  return letters.trimStart()
}

function isText(bytes: Uint8Array): boolean {
  // A text in two bytes a letter says so at its beginning.
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return true
  const strange = bytes.subarray(0, BEGINNING).filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte))
  return strange.length < STRANGE
}
