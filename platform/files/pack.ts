import { strToU8, zipSync } from 'fflate'

/** The day on which every file in a zip of ours was written, so that the same content is the same file. */
const WRITTEN = new Date(2026, 3, 1)

/** Texts as a zip: UTF-8, packed, in the order given. */
export function packed(files: readonly { readonly path: string; readonly text: string }[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])), { level: 6, mtime: WRITTEN })
}
