import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { PersonPicker } from '#platform/ui/aria/PersonPicker.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { joiningPageMessages } from '../joining.messages.ts'
import { JoinPreview } from './JoinPreview.tsx'
import { Joins } from './Joins.tsx'
import { useJoiningApi } from './useJoiningApi.ts'

/** 同じ人の、別の番号: whom else this person is, what would move, and what was asked already. `?join=` names the other. */
export function Joining({ record: { staffMemberId } }: { record: { staffMemberId: number } }) {
  const t = useMessages(joiningPageMessages)
  const api = useJoiningApi()
  const navigate = useNavigate()
  const { join } = useSearch({ strict: false }) as { join?: number }
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const { data } = useQuery(
    api.records.listRecords.queryOptions({ input: { q }, enabled: q !== '', placeholderData: keepPreviousData }),
  )
  const people = (q === '' ? [] : (data?.people ?? [])).flatMap((person) =>
    person.staffMemberId === staffMemberId
      ? []
      : [{ ...person, id: person.staffMemberId, section: person.staffNumbers.join('・') }],
  )
  const choose = (other: number | undefined) =>
    void navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: (before: Record<string, unknown>) => ({ ...before, join: other }),
    } as Parameters<typeof navigate>[0])
  return (
    <Section title={t('title')} lead={t('lead')}>
      <div className="max-w-[32rem]">
        <PersonPicker
          name="join"
          label={t('other.label')}
          support={t('other.support')}
          people={people}
          words={words}
          onWords={setWords}
          onChoose={(person) => choose(person?.id)}
        />
      </div>
      {typeof join === 'number' && join !== staffMemberId && (
        <JoinPreview key={join} staffMemberId={staffMemberId} otherId={join} onDone={() => choose(undefined)} />
      )}
      <Joins staffMemberId={staffMemberId} />
    </Section>
  )
}
