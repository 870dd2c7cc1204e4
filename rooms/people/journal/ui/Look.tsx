import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useRoleName } from '../../ui/useRoleName.ts'
import type { journal } from '../contract.ts'
import { journalMessages } from '../messages.ts'
import { timeOf } from './moment.ts'

export type LookLine = Answer<typeof journal.listLooksAtMe>['lines'][number]

/** One look at me, or one change of what is held about me: when, who, in which role, what, why. */
export function Look({ line }: { line: LookLine }) {
  const t = useMessages(journalMessages)
  const roleName = useRoleName()
  const { at, byName, bySection, actedAs, what, kind, reason } = line
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-3 sm:px-6 md:grid-cols-[3.5rem_1fr] lg:grid-cols-[3.5rem_16rem_1fr]">
      <time dateTime={at} className="figures text-solid-gray-700 md:pt-2">
        {timeOf(at)}
      </time>
      <div className="flex min-w-0 items-center gap-3 self-start">
        <Face name={byName} size="small" />
        <div className="min-w-0 text-dns-14N-130 text-solid-gray-700">
          <p className="break-words text-dns-16B-130 text-solid-gray-800">{byName}</p>
          <p>{[bySection, t('mine.as', { role: roleName(actedAs) })].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      <div className="min-w-0 md:col-start-2 lg:col-start-3 lg:pt-2">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Tag tone={kind === 'change' ? 'blue' : 'plain'}>{t(`kind.${kind}`)}</Tag>
          <span className="min-w-0 break-words">{what}</span>
        </p>
        {reason && <p className="mt-1 break-words text-solid-gray-700">{t('mine.why', { reason })}</p>}
      </div>
    </li>
  )
}
