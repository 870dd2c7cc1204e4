import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { type AlikeRow, answerKey } from '../columns.rules.ts'
import { importPageMessages } from '../messages.ts'
import type { Report } from './useImport.ts'

type Said = ReadonlyMap<string, boolean>

/** Rows that are like somebody: one press says that it is that person, or another one. */
export function ImportAlike({
  report: { alike, unanswered },
  said,
  say,
  restIsApart,
}: {
  report: Report
  said: Said
  say: (row: AlikeRow, isSame: boolean) => void
  restIsApart: () => void
}) {
  const t = useMessages(importPageMessages)
  const { language } = useLanguage()
  const values = { count: unanswered.toLocaleString(language), shown: alike.length.toLocaleString(language) }
  return (
    <Section title={t('alike.title')} lead={t(unanswered > alike.length ? 'alike.leadMany' : 'alike.lead', values)}>
      <ul className="grid gap-4">
        {alike.map((row) => (
          <li
            key={answerKey(row.staffNumber, row.other.staffNumber)}
            className="rounded-8 border border-solid-gray-420 p-4"
          >
            <Pair
              row={row}
              isSame={said.get(answerKey(row.staffNumber, row.other.staffNumber)) ?? row.isSame}
              say={(isSame) => say(row, isSame)}
            />
          </li>
        ))}
      </ul>
      {unanswered > 0 && (
        <div className="mt-4">
          <Button look="secondary" onClick={restIsApart}>
            {t('alike.rest')}
          </Button>
        </div>
      )}
    </Section>
  )
}

function Pair({ row, isSame, say }: { row: AlikeRow; isSame: boolean | null; say: (isSame: boolean) => void }) {
  const t = useMessages(importPageMessages)
  const who = ({
    staffNumber,
    name,
    nameKana,
  }: {
    staffNumber: string
    name: string | null
    nameKana: string | null
  }) => [staffNumber, name, nameKana && `(${nameKana})`].filter(Boolean).join(' ')
  const place = t('alike.row', { file: t(`${row.file}.label`), line: row.line })
  const other = row.other.line === null ? t('alike.stored') : t('alike.otherRow', { line: row.other.line })
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <dl className="min-w-0 flex-1 basis-72">
        <dt className="text-solid-gray-700">{place}</dt>
        <dd className="mb-2 break-words">{who(row)}</dd>
        <dt className="text-solid-gray-700">{other}</dt>
        <dd className="break-words">{who(row.other)}</dd>
        <dd className="mt-2 text-solid-gray-700">{t(`alike.why.${row.kind}`)}</dd>
      </dl>
      <fieldset className="flex flex-wrap gap-3">
        <legend className="sr-only">{t('alike.ask', { who: who(row), other: who(row.other) })}</legend>
        <Button
          look={isSame === true ? 'primary' : 'secondary'}
          aria-pressed={isSame === true}
          onClick={() => say(true)}
        >
          {t('alike.same')}
        </Button>
        <Button
          look={isSame === false ? 'primary' : 'secondary'}
          aria-pressed={isSame === false}
          onClick={() => say(false)}
        >
          {t('alike.apart')}
        </Button>
      </fieldset>
    </div>
  )
}
