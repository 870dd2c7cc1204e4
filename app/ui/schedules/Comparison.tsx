import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useSessionTimes } from '#rooms/training/ui/words.tsx'
import { api } from '../api.ts'
import { pageMessages } from './messages.ts'

/** People who sit elsewhere that are shown at once. */
const FEW = 20

const counts = ['seats', 'unseated', 'broken', 'atMinimum', 'sessions', 'differing'] as const

/** Drafts of one course beside each other, counted from the records of this moment. */
export function Comparison({ scheduleDraftIds }: { scheduleDraftIds: readonly number[] }) {
  const t = useMessages(pageMessages)
  const { when } = useSessionTimes()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(
    api.training.compareSchedules.queryOptions({ input: { scheduleDraftIds: [...scheduleDraftIds] } }),
  )
  return (
    <Section title={t('compare.title')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="list" rows={4} />}
      {data && (
        <Card>
          <h3 className="text-std-16B-170">{data.course.title}</h3>
          <table className="figures w-full table-fixed border-collapse text-left">
            <thead>
              <tr>
                <th scope="col" className="py-2 pr-2 font-normal">
                  <span className="sr-only">{t('compare.what')}</span>
                </th>
                {data.drafts.map(({ scheduleDraftId }) => (
                  <th key={scheduleDraftId} scope="col" className="py-2 pr-2">
                    {t('compare.draft', { id: scheduleDraftId })}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className="border-solid-gray-200 border-t align-top">
                <th scope="row" className="py-2 pr-2 font-normal">
                  {t('compare.for_whom')}
                </th>
                {data.drafts.map(({ scheduleDraftId, forWhom }) => (
                  <td key={scheduleDraftId} className="break-words py-2 pr-2">
                    {forWhom.length === 0 ? t('who.all') : forWhom.join(t('drafts.for_whom_and'))}
                  </td>
                ))}
              </tr>
              {counts.map((name) => (
                <tr key={name} className="border-solid-gray-200 border-t align-top">
                  <th scope="row" className="py-2 pr-2 font-normal">
                    {t(`compare.${name}`)}
                  </th>
                  {data.drafts.map((draft) => (
                    <td key={draft.scheduleDraftId} className="py-2 pr-2 font-bold">
                      {draft[name]}
                    </td>
                  ))}
                </tr>
              ))}
              <tr className="border-solid-gray-200 border-t align-top">
                <th scope="row" className="py-2 pr-2 font-normal">
                  {t('compare.binding')}
                </th>
                {data.drafts.map(({ scheduleDraftId, binding }) => (
                  <td key={scheduleDraftId} className="break-words py-2 pr-2">
                    {binding.length === 0 && t('compare.none')}
                    {binding.map(({ sectionName, people, halfDays }) => (
                      <span key={sectionName} className="block">
                        {t('compare.bound', { section: sectionName, n: people, halfDays })}
                      </span>
                    ))}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
          <h4 className="mt-4 text-std-16B-170">{t('compare.differences', { n: data.differing })}</h4>
          <ul className="figures grid gap-2">
            {data.differences.slice(0, all ? undefined : FEW).map(({ person, sessions }) => (
              <li key={person.staffMemberId} className="min-w-0">
                <span className="font-bold">{person.name}</span>
                {person.sectionName && <span> {person.sectionName}</span>}
                {sessions.map((session, at) => (
                  <span key={data.drafts[at]!.scheduleDraftId} className="block">
                    {t('compare.seat', {
                      n: data.drafts[at]!.scheduleDraftId,
                      when: session === null ? t('draft.no_seat') : when(session),
                    })}
                  </span>
                ))}
              </li>
            ))}
          </ul>
          {!all && data.differences.length > FEW && (
            <Button look="text" size="small" onClick={() => setAll(true)}>
              {t('compare.all', { n: data.differences.length })}
            </Button>
          )}
          {all && data.differing > data.differences.length && (
            <p>{t('changes.first', { n: data.differences.length })}</p>
          )}
        </Card>
      )}
    </Section>
  )
}
