import { fileURLToPath } from 'node:url'

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Something that whoever started us can mend; the message is the sentence to show. */
export class Trouble extends Error {}

/** Standard output belongs to the verb; what we say goes to standard error. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}
