import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { numberOf, usePlace } from '#platform/ui/table/address.ts'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { RolesFirstPassword } from './RolesFirstPassword.tsx'
import { RolesGiven } from './RolesGiven.tsx'
import { RolesGrantForm } from './RolesGrantForm.tsx'
import { grantedRoles, type RoleGrants } from './role-grant.ts'

const pageSize = 50

/** 役割: who is HR or IT administrator, or an executive by name, and until when. HR reads it; the IT administrator changes it. */
export function RolesPage() {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const place = usePlace('roles')
  const { data, error, refetch } = useQuery(
    api.people.listRoleGrants.queryOptions({
      input: { after: numberOf(place), pageSize },
      placeholderData: keepPreviousData,
    }),
  )
  const isReader = data?.may.length === 0 && data.grants.every(({ may }) => may.length === 0)
  return (
    <>
      <PageHeading lead={t('roles.lead')}>{t('roles.title')}</PageHeading>
      <KeyValues
        items={grantedRoles.map((role) => ({
          label: t(`role.${role}`),
          value: t(`roles.${role}.means`),
        }))}
      />
      <Section title={t('roles.now')} lead={isReader && t('roles.only_it')}>
        {error ? <Trouble error={error} retry={refetch} /> : !data && <Waiting shape="table" />}
        {data?.grants.length === 0 && <Empty>{t('roles.none')}</Empty>}
        {data && data.grants.length > 0 && <RolesGiven {...data} place={place} />}
        {data && (
          <p className="mt-4">
            <Persons {...data.persons} />
          </p>
        )}
      </Section>
      {data?.may.includes('grantRole') && (
        <Section title={t('roles.give')}>
          <RolesGrantForm today={data.today} />
        </Section>
      )}
      {data?.may.includes('setFirstPassword') && (
        <Section title={t('password.title')} lead={t('password.lead')}>
          <RolesFirstPassword />
        </Section>
      )}
    </>
  )
}

/** How many people it takes to give a role, and since when and why where it is one. */
function Persons({ persons, since, reason, days }: RoleGrants['persons']) {
  const t = useMessages(peopleMessages)
  const { language } = useLanguage()
  if (persons > 1 || since === null) return t('roles.two', { days })
  return t('roles.one', { date: formatDate(since, language), reason: reason ?? '' })
}
