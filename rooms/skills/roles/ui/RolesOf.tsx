import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { crossingRoles } from '#rooms/policy/rules.ts'
import type { roleHolders } from '../contract.ts'
import { rolesPageMessages } from './messages.ts'
import { NameForm } from './NameForm.tsx'
import { useRolesAct, useRolesApi } from './useRolesApi.ts'

type Of = Output<typeof roleHolders.showRolesOf>
type Held = Of['held'][number]

/** The roles that the reader holds, with what each asks beside what they can do. */
export function RolesHeld({ held, today }: { held: Of['held']; today: string }) {
  const t = useMessages(rolesPageMessages)
  if (held.length === 0) return null
  return (
    <Section title={t('mine')}>
      <div className="grid gap-4">
        {held.map((one) => (
          <One key={one.roleHolderId} held={one} today={today} mayEnd={false} />
        ))}
      </div>
    </Section>
  )
}

/** The roles of a person with what each asks beside what they can do; whoever may names them for another. Nothing where the policy has no roles. */
export function RolesOf({ staffMemberId }: { staffMemberId: number }) {
  const t = useMessages(rolesPageMessages)
  const api = useRolesApi()
  const { data: policy } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  const hasRoles = policy !== undefined && crossingRoles(policy.document).length > 0
  const { data, error, refetch } = useQuery({
    ...api.roleHolders.showRolesOf.queryOptions({ input: { staffMemberId } }),
    enabled: hasRoles,
  })
  if (!hasRoles) return null
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data || (data.held.length === 0 && data.may.length === 0)) return null
  const mayName = data.may.includes('nameRoleHolder')
  return (
    <Section title={t('mine')}>
      <div className="grid gap-4">
        {data.held.length === 0 && <Empty>{t('mine.none')}</Empty>}
        {data.held.map((held) => (
          <One key={held.roleHolderId} held={held} today={data.today} mayEnd={mayName} />
        ))}
        {mayName && data.others.length > 0 && (
          <Card>
            <h3 className="mb-4 text-std-20B-150">{t('name')}</h3>
            <NameForm today={data.today} crossing={data.others} person={staffMemberId} />
          </Card>
        )}
      </div>
    </Section>
  )
}

function One({ held, today, mayEnd }: { held: Held; today: string; mayEnd: boolean }) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const { act, error, isPending } = useRolesAct()
  const end = () =>
    act(
      (client) => client.roleHolders.endRoleHolder({ roleHolderId: held.roleHolderId, validTo: today }),
      t('end.done'),
    )
  return (
    <Card>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="text-std-20B-150">{held.name}</h3>
        <span className="text-solid-gray-700">{t('mine.from', { date: formatDate(held.validFrom, language) })}</span>
        {held.isSample && <SampleTag />}
      </div>
      {held.description && <p className="mt-1">{held.description}</p>}
      <ul className="mt-2 divide-y divide-solid-gray-200">
        {held.expected.map(({ skill, name, expected, level }) => (
          <li key={skill} className="flex flex-wrap items-center justify-between gap-x-4 py-2">
            <span>{name}</span>
            <span className="flex flex-wrap items-center gap-3">
              <span className="figures">
                {level === null ? t('unknown') : t('level', { level })} / {t('expected', { level: expected })}
              </span>
              {level !== null && (
                <Tag tone={level >= expected ? 'green' : 'plain'}>{t(level >= expected ? 'reached' : 'below')}</Tag>
              )}
            </span>
          </li>
        ))}
      </ul>
      {error && <Trouble error={error} />}
      {mayEnd && (
        <div className="mt-3">
          <Button look="secondary" size="small" busy={isPending} onClick={end}>
            {t('end')}
            <span className="sr-only">({held.name})</span>
          </Button>
        </div>
      )}
    </Card>
  )
}
