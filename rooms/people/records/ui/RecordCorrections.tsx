import { useClient } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import type { records } from '../contract.ts'
import { recordPageMessages } from '../messages.ts'
import { PutBack } from './PutBack.tsx'
import { type StaffRecord, useDays } from './record.ts'

type Correction = StaffRecord['corrections'][number]

/** What was put right, the latest first; what was struck can be put back. */
export function RecordCorrections({ record }: { record: StaffRecord }) {
  const t = useMessages(recordPageMessages)
  const { language } = useLanguage()
  const wordsOf = useFactWords()
  return (
    <Section title={t('corrections.title')}>
      {record.corrections.length === 0 && <Empty>{t('corrections.none')}</Empty>}
      <ol className="grid gap-4">
        {record.corrections.toReversed().map((one) => (
          <li key={one.correctionId} className="border-blue-300 border-l-4 pl-4">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="text-std-16B-170">{t(`thing.${one.thing}`)}</span>
              {wordsOf(one.before) !== '' && <s>{wordsOf(one.before)}</s>}
              <span aria-hidden="true">→</span>
              <strong>{wordsOf(one.after) || '—'}</strong>
            </p>
            <p className="text-solid-gray-700">
              {formatDate(one.on, language)} {one.by} · {t('reason')}: {one.reason}
            </p>
            {one.mayRestore && <Restore record={record} correction={one} what={wordsOf(one.before)} />}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** 主務 101010 令和8年4月1日から; empty where there is none. */
function useFactWords() {
  const t = useMessages(recordPageMessages)
  const days = useDays()
  return (facts: Correction['before']): string => {
    const { validFrom, validTo, kind, sectionCode, postTitle, employmentCategory, staffNumber, staffNumbers } = facts
    if (typeof staffNumbers === 'string') return staffNumbers
    if (typeof validFrom !== 'string') return ''
    const lastDay = typeof validTo === 'string' ? addDays(validTo, -1) : null
    const isPost = kind === 'primary' || kind === 'concurrent' || kind === 'acting'
    const words = isPost ? [t(`kind.${kind}`), sectionCode, postTitle] : [kind ?? employmentCategory, staffNumber]
    return [...words.filter(Boolean), days({ validFrom, lastDay })].join(' ')
  }
}

function Restore({ record, correction, what }: { record: StaffRecord; correction: Correction; what: string }) {
  const t = useMessages(recordPageMessages)
  const client = useClient<{ records: typeof records }>()
  const { staffMemberId, closedYears } = record
  const { correctionId } = correction
  return (
    <PutBack
      title={t('restore.title')}
      lead={t('restore.lead', { what })}
      years={closedYears}
      from={String(correction.before.validFrom)}
      put={(reason) => client.records.restoreRecord({ staffMemberId, correctionId, reason })}
    />
  )
}
