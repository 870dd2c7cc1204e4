import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { useSkillNames } from './useSkillNames.ts'
import { useSkillsApi } from './useSkillsApi.ts'

type HistoryAnswer = Output<typeof skills.listEvidence>

const MORE = 40

/** What was recorded about a person, latest first, as far as the reader may see it. */
export function History({
  staffMemberId,
  latest,
  today,
}: {
  staffMemberId: number
  latest: HistoryAnswer
  today: string
}) {
  const t = useMessages(skillsMessages)
  const kindName = useMessages(evidenceMessages)
  const { language } = useLanguage()
  const nameOf = useSkillNames()
  const api = useSkillsApi()
  const [isMore, setMore] = useState(false)
  const more = useInfiniteQuery({
    ...api.skills.listEvidence.infiniteOptions({
      input: (after: string | undefined) => ({ staffMemberId, pageSize: MORE, after }),
      initialPageParam: latest.next ?? undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
    enabled: isMore && latest.next !== null,
  })
  if (more.error) return <Trouble error={more.error} retry={more.refetch} />
  if (latest.total === 0) return <Empty>{t('history.none')}</Empty>
  const pages = [latest, ...(more.data?.pages ?? [])]
  const evidence = pages.flatMap((page) => page.evidence)
  const hasMore = pages.at(-1)?.next !== null
  return (
    <>
      <ul className="divide-y divide-solid-gray-200 rounded-12 border border-solid-gray-200 bg-white">
        {evidence.map((one) => (
          <li key={one.skillEvidenceId} className="px-4 py-3 sm:px-6">
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="figures text-solid-gray-700">{formatDate(one.asOf, language)}</span>
              <span className="text-std-16B-170">{nameOf(one.skill)}</span>
              <Tag>{kindName(`kind.${one.kind}`)}</Tag>
              {one.level !== null && <span className="figures">{t('level', { level: one.level })}</span>}
              {one.validTo && <Ends validTo={one.validTo} today={today} />}
              {one.withdrawnOn && <Tag>{t('history.withdrawn')}</Tag>}
              {one.canWithdraw && <TakeBack skillEvidenceId={one.skillEvidenceId} />}
            </p>
            {one.note && <p className="whitespace-pre-line">{one.note}</p>}
            <p className="text-dns-14N-130 text-solid-gray-700">
              {[one.source, one.recordedBy && t('history.by', { name: one.recordedBy }), one.withdrawnReason]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
      {hasMore && (
        <div className="mt-3">
          <Button
            look="secondary"
            size="small"
            busy={more.isFetching}
            onClick={() => (isMore ? more.fetchNextPage() : setMore(true))}
          >
            {t('history.more', { n: Math.min(MORE, latest.total - evidence.length) })}
          </Button>
        </div>
      )}
    </>
  )
}

/** Until when it holds, or held. */
function Ends({ validTo, today }: { validTo: string; today: string }) {
  const t = useMessages(skillsMessages)
  const { language } = useLanguage()
  const day = formatDate(addDays(validTo, -1), language)
  return <Tag>{t(validTo <= today ? 'history.ended' : 'history.until', { day })}</Tag>
}

function TakeBack({ skillEvidenceId }: { skillEvidenceId: number }) {
  const t = useMessages(skillsMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const api = useSkillsApi()
  const withdraw = useMutation(
    api.skills.withdrawEvidence.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: api.skills.key() })
        toast({ message: t('history.taken_back') })
      },
    }),
  )
  return (
    <Button
      look="text"
      size="small"
      busy={withdraw.isPending}
      onClick={() => withdraw.mutate({ skillEvidenceIds: [skillEvidenceId] })}
    >
      {t('history.take_back')}
    </Button>
  )
}
