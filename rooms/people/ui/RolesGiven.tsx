import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { problemFrom } from '#platform/client/client.ts'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { uiMessages } from '#platform/ui/messages.ts'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { Place } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { type RoleAnswer, RolesAnswerDialog } from './RolesAnswerDialog.tsx'
import { RolesAsking } from './RolesAsking.tsx'
import { RolesEndDialog } from './RolesEndDialog.tsx'
import { nameOf, type RoleGrant, type RoleGrants } from './role-grant.ts'

/** Every grant of a role; those that wait for a second person come first, then those that hold, those to come, those that are over. */
export function RolesGiven({ grants, hasMore, today, place }: RoleGrants & { place: Place }) {
  const t = useMessages(peopleMessages)
  const [ending, setEnding] = useState<RoleGrant>()
  const [answering, setAnswering] = useState<{ grant: RoleGrant; answer: RoleAnswer }>()
  const canDo = grants.some(({ may }) => may.length > 0)
  const columns = useColumns(canDo, setEnding, (grant, answer) => setAnswering({ grant, answer }))
  return (
    <>
      {grants.some(({ may }) => may.includes('confirmRole')) && <p className="mb-4">{t('roles.moved.what')}</p>}
      <DataTable
        caption={t('roles.now')}
        columns={columns}
        rows={grants}
        rowKey={({ roleGrantId }) => roleGrantId}
        name="roles"
        filter={false}
        turning={{ place, next: hasMore ? grants.at(-1)?.roleGrantId : undefined }}
      />
      <RolesEndDialog key={ending?.roleGrantId} grant={ending} today={today} onClose={() => setEnding(undefined)} />
      <RolesAnswerDialog
        key={`${answering?.answer} ${answering?.grant.roleGrantId}`}
        grant={answering?.grant}
        answer={answering?.answer ?? 'agree'}
        onClose={() => setAnswering(undefined)}
      />
    </>
  )
}

function useColumns(
  canDo: boolean,
  onEnd: (grant: RoleGrant) => void,
  onAnswer: (grant: RoleGrant, answer: RoleAnswer) => void,
): Column<RoleGrant>[] {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  const columns: Column<RoleGrant>[] = [
    {
      id: 'person',
      header: t('roles.person'),
      isRowHeader: true,
      cell: ({ name, loginName }) => (
        <>
          {name ?? t('roles.account', { loginName })}
          {name && <span className="figures block text-dns-14N-130 text-solid-gray-700">{loginName}</span>}
        </>
      ),
    },
    {
      id: 'role',
      header: t('roles.role'),
      cell: (grant) => (
        <span className="flex flex-col gap-1 md:whitespace-nowrap">
          {t(`role.${grant.role}`)}
          <State state={grant.state} />
          {grant.movedOn && (
            <span>
              <Tag tone="yellow">{t('roles.moved', { date: formatDate(grant.movedOn, language) })}</Tag>
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'span',
      header: t('roles.span'),
      cell: (grant) => <Span grant={grant} />,
    },
  ]
  if (!canDo) return columns
  return [
    ...columns,
    {
      id: 'end',
      header: t('roles.what_to_do'),
      cell: (grant) => (
        <span className="flex flex-wrap gap-2">
          <AnswerButtons {...{ grant, onAnswer }} />
          <ConfirmButton grant={grant} />
          <EndButton {...{ grant, onEnd }} />
        </span>
      ),
      isButton: true,
    },
  ]
}

/** From the first day to the last one with the role, and why. */
function Span({ grant }: { grant: RoleGrant }) {
  const { validFrom, validTo, reason } = grant
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  const day = (date: string) => (
    <time dateTime={date} className="whitespace-nowrap">
      {formatDate(date, language)}
    </time>
  )
  const last = validTo === null ? null : addDays(validTo, -1)
  return (
    <>
      {last !== null && last < validFrom ? (
        t('roles.ended_at_once', { day: formatDate(validFrom, language) })
      ) : (
        <>
          {day(validFrom)} 〜 {last === null ? <span className="whitespace-nowrap">{t('roles.open')}</span> : day(last)}
        </>
      )}
      {reason && <span className="block break-words text-dns-14N-130 text-solid-gray-700">{reason}</span>}
      <RolesAsking grant={grant} />
    </>
  )
}

function AnswerButtons({
  grant,
  onAnswer,
}: {
  grant: RoleGrant
  onAnswer: (grant: RoleGrant, answer: RoleAnswer) => void
}) {
  const t = useMessages(peopleMessages)
  if (!grant.may.includes('agreeToRole')) return null
  const words = { name: nameOf(grant), role: t(`role.${grant.role}`) }
  return (['agree', 'decline'] as const).map((answer) => (
    <Button
      key={answer}
      look="secondary"
      size="small"
      aria-label={t(`roles.${answer}.label`, words)}
      onClick={() => onAnswer(grant, answer)}
    >
      {t(`roles.${answer}`)}
    </Button>
  ))
}

function ConfirmButton({ grant }: { grant: RoleGrant }) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const queries = useQueryClient()
  const toast = useToast()
  const ui = useMessages(uiMessages)
  const words = { name: nameOf(grant), role: t(`role.${grant.role}`) }
  const confirming = useMutation(
    api.people.confirmRole.mutationOptions({
      onSuccess: async (_, { roleGrantId }) => {
        toast({
          message: t('roles.confirmed', words),
          undo: () => takeBack.mutateAsync({ roleGrantId }).catch(() => undefined),
        })
        await queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() })
      },
    }),
  )
  const takeBack = useMutation(
    api.people.takeBackRoleConfirmation.mutationOptions({
      onSuccess: () => toast({ message: ui('undone') }),
      onError: (refusal) => toast({ message: problemFrom(refusal)?.title ?? ui('trouble.unreachable') }),
      onSettled: () => queries.invalidateQueries({ queryKey: api.people.listRoleGrants.key() }),
    }),
  )
  if (!grant.may.includes('confirmRole')) return null
  return (
    <Button
      look="secondary"
      size="small"
      busy={confirming.isPending}
      aria-label={t('roles.confirm.label', words)}
      onClick={() => confirming.mutate({ roleGrantId: grant.roleGrantId })}
    >
      {t('roles.confirm')}
    </Button>
  )
}

function EndButton({ grant, onEnd }: { grant: RoleGrant; onEnd: (grant: RoleGrant) => void }) {
  const t = useMessages(peopleMessages)
  if (!grant.may.includes('revokeRole')) return null
  const label = t('roles.end.label', { name: nameOf(grant), role: t(`role.${grant.role}`) })
  return (
    <Button look="secondary" size="small" aria-label={label} onClick={() => onEnd(grant)}>
      {t('roles.end')}
    </Button>
  )
}

function State({ state }: { state: RoleGrant['state'] }) {
  const t = useMessages(peopleMessages)
  return (
    <span>
      <Tag tone={state === 'held' ? 'green' : state === 'waiting' ? 'yellow' : 'plain'}>
        {t(`roles.state.${state}`)}
      </Tag>
    </span>
  )
}
