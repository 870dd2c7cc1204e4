/** What the engine says of columns, in the words of the page: it knows their names alone. */
import { evidenceMessages } from './messages.ts'

/** Where a name may stand in what the engine says: in quotation marks or brackets, or in a list after a colon. */
const BEGINS = '(?<=["「(]|: |, )'
const ENDS = '(?=["」),]|$)'
/** With a level there is a column for each, by the name and the level. */
const LEVELLED = new RegExp(`${BEGINS}(grade|employmentCategory)`, 'gu')
const ALONE = new RegExp(
  `${BEGINS}(outcome|treated|before|earlier|years|section|person|value|first|time|after|afterThen)${ENDS}`,
  'gu',
)

type Column =
  | 'grade'
  | 'employmentCategory'
  | 'outcome'
  | 'treated'
  | 'before'
  | 'earlier'
  | 'years'
  | 'section'
  | 'person'
  | 'value'
  | 'first'
  | 'time'
  | 'after'
  | 'afterThen'

/** `employmentCategory再任用` is 任用区分 再任用. */
export function columnsInWords(said: string, language: keyof typeof evidenceMessages): string {
  const wordOf = (name: string) => evidenceMessages[language][`column.${name as Column}`]
  return said
    .replace(new RegExp(`${LEVELLED.source}${ENDS}`, 'gu'), wordOf)
    .replace(LEVELLED, (name) => `${wordOf(name)} `)
    .replace(ALONE, wordOf)
}
