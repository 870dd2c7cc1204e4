import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { peopleMessages } from '../messages.ts'
import { RolesEndDialog } from './RolesEndDialog.tsx'
import { keyOf, nameOf, type RoleGrant, stateOf, states } from './role-grant.ts'

type Now = { today: string; mayGrant: boolean }

/** Every grant of a role; those that hold come first, then those to come, then those that are over. */
export function RolesGiven({ grants, today, mayGrant }: Now & { grants: readonly RoleGrant[] }) {
  const t = useMessages(peopleMessages)
  const [ending, setEnding] = useState<RoleGrant>()
  const columns = useColumns({ today, mayGrant }, setEnding)
  const rows = grants.toSorted((a, b) => states.indexOf(stateOf(a, today)) - states.indexOf(stateOf(b, today)))
  return (
    <>
      <DataTable caption={t('roles.now')} columns={columns} rows={rows} rowKey={keyOf} name="roles" />
      <RolesEndDialog key={ending && keyOf(ending)} grant={ending} today={today} onClose={() => setEnding(undefined)} />
    </>
  )
}

function useColumns({ today, mayGrant }: Now, onEnd: (grant: RoleGrant) => void): Column<RoleGrant>[] {
  const t = useMessages(peopleMessages)
  const columns: Column<RoleGrant>[] = [
    {
      id: 'person',
      header: t('roles.person'),
      isRowHeader: true,
      value: ({ name, loginName }) => name ?? loginName,
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
          <State state={stateOf(grant, today)} />
        </span>
      ),
      value: (grant) => [t(`role.${grant.role}`), t(`roles.state.${stateOf(grant, today)}`)].join(' '),
    },
    {
      id: 'span',
      header: t('roles.span'),
      cell: (grant) => <Span grant={grant} />,
      // The day first, so that it decides the order.
      value: ({ validFrom, reason }) => [validFrom, reason].join(' '),
    },
  ]
  if (!mayGrant) return columns
  return [
    ...columns,
    {
      id: 'end',
      header: t('roles.end'),
      cell: (grant) => <EndButton {...{ grant, today, onEnd }} />,
      isButton: true,
    },
  ]
}

/** From the first day to the last one with the role, and why. */
function Span({ grant: { validFrom, validTo, reason } }: { grant: RoleGrant }) {
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
    </>
  )
}

function EndButton({ grant, today, onEnd }: { grant: RoleGrant; today: string; onEnd: (grant: RoleGrant) => void }) {
  const t = useMessages(peopleMessages)
  if (stateOf(grant, today) === 'over') return null
  const label = t('roles.end.label', { name: nameOf(grant), role: t(`role.${grant.role}`) })
  return (
    <Button look="secondary" size="small" aria-label={label} onClick={() => onEnd(grant)}>
      {t('roles.end')}
    </Button>
  )
}

function State({ state }: { state: (typeof states)[number] }) {
  const t = useMessages(peopleMessages)
  return (
    <span>
      <Tag tone={state === 'held' ? 'green' : 'plain'}>{t(`roles.state.${state}`)}</Tag>
    </span>
  )
}
