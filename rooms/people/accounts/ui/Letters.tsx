import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, todayInTokyo } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { saveCsv } from '#platform/ui/files.ts'
import { KeyValues, PageHeading } from '#platform/ui/Page.tsx'
import { useReachedAt } from '#platform/ui/reached-at.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { lettersHeader, lineOf } from '../letters.rules.ts'
import { accountsMessages } from '../messages.ts'
import type { Letters as All } from './useLetters.ts'

/** On screen one below the other, on paper one a sheet. Nothing of it can be shown again. */
export function Letters({ letters, error, onForget }: { letters: All; error: unknown; onForget: () => void }) {
  const t = useMessages(accountsMessages)
  const [isAsking, setAsking] = useState(false)

  function save() {
    saveCsv([lettersHeader, ...letters.map(lineOf)], `${t('title')}_${todayInTokyo()}.csv`)
  }

  return (
    <>
      <div className="print:hidden">
        <PageHeading lead={t('made.what')}>{t('made.title', { count: letters.length })}</PageHeading>
        {error !== undefined && (
          <>
            <p className="mb-2">{t('made.broken_off')}</p>
            <Trouble error={error} />
          </>
        )}
        <div className="mb-6 flex flex-wrap gap-4">
          <Button onClick={() => window.print()}>{t('made.print')}</Button>
          <Button look="secondary" onClick={save}>
            {t('made.save')}
          </Button>
          <Button look="text" onClick={() => setAsking(true)}>
            {t('made.done')}
          </Button>
        </div>
      </div>
      <ul className="grid gap-4 print:block">
        {letters.map((letter) => (
          <li
            key={letter.staffNumber}
            className="rounded-12 border border-solid-gray-200 bg-white p-6 print:break-after-page print:border-0 print:last:break-after-auto"
          >
            <Letter {...letter} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        title={t('made.done.title')}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirmLabel={t('made.done')}
        onConfirm={onForget}
      >
        <p>{t('made.done.what')}</p>
      </ConfirmDialog>
    </>
  )
}

function Letter({ name, sectionName, staffNumber, loginName, password, opensOn }: All[number]) {
  const t = useMessages(accountsMessages)
  const { language } = useLanguage()
  return (
    <>
      <p className="text-solid-gray-700">
        {sectionName} <span className="figures">{staffNumber}</span>
      </p>
      <h2 className="mt-1 text-std-20B-150">{t('letter.to', { name })}</h2>
      <p className="mt-1">{t('letter.title')}</p>
      <div className="my-4">
        <KeyValues
          items={[
            { label: t('letter.login'), value: <span className="figures">{loginName}</span> },
            {
              label: t('letter.password'),
              value: <code className="text-mono-16N-150 text-solid-gray-900 print:text-[1.25rem]">{password}</code>,
            },
            ...(opensOn > todayInTokyo()
              ? [{ label: t('letter.opens'), value: t('letter.opens.from', { date: formatDate(opensOn, language) }) }]
              : []),
          ]}
        />
      </div>
      <p>{t('letter.how')}</p>
      <p className="my-1 break-all">{useReachedAt()}</p>
      <p className="text-solid-gray-700">{t('letter.keep')}</p>
    </>
  )
}
