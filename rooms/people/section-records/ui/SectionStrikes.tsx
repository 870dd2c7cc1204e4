import { useClient } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { PutBack } from '../../records/ui/PutBack.tsx'
import type { sectionRecords } from '../contract.ts'
import { sectionRecordsMessages } from '../messages.ts'
import { useDays } from './useDays.ts'

type Corrections = Answer<typeof sectionRecords.listSectionRecords>['corrections']

/** What was struck, put back, or ended otherwise for it; the latest first. */
export function SectionStrikes({ corrections, years }: { corrections: Corrections; years: readonly number[] }) {
  const t = useMessages(sectionRecordsMessages)
  const { language } = useLanguage()
  const wordsOf = useFactWords()
  const client = useClient<{ sectionRecords: typeof sectionRecords }>()
  return (
    <Section title={t('corrections.title')}>
      {corrections.length === 0 && <Empty>{t('corrections.none')}</Empty>}
      <ol className="grid gap-4">
        {corrections.map(({ correctionId, before, after, on, by, reason, mayRestore }) => (
          <li key={correctionId} className="border-blue-300 border-l-4 pl-4">
            <p className="flex flex-wrap items-baseline gap-x-3">
              {wordsOf(before) !== '' && <s>{wordsOf(before)}</s>}
              <span aria-hidden="true">→</span>
              <strong>{wordsOf(after) || '—'}</strong>
            </p>
            <p className="text-solid-gray-700">
              {formatDate(on, language)} {by} · {t('reason.was')}: {reason}
            </p>
            {mayRestore && (
              <PutBack
                title={t('restore.title')}
                lead={t('restore.lead', { what: wordsOf(before) })}
                years={years}
                from={String(before.validFrom)}
                put={(because) =>
                  client.sectionRecords.restoreSection({
                    ...{ sectionCode: String(before.sectionCode), correctionId, reason: because },
                  })
                }
              />
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** 窓口係 101010 令和8年4月1日から; empty where there is none. */
function useFactWords() {
  const days = useDays()
  return ({ name, sectionCode, validFrom, validTo }: Corrections[number]['before']): string => {
    if (typeof validFrom !== 'string') return ''
    const lastDay = typeof validTo === 'string' ? addDays(validTo, -1) : null
    return [name, sectionCode, days({ validFrom, lastDay })].join(' ')
  }
}
