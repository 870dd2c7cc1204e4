import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'
import { RolesFirstPassword } from './RolesFirstPassword.tsx'
import { RolesGiven } from './RolesGiven.tsx'
import { RolesGrantForm } from './RolesGrantForm.tsx'

/** 役割: who is HR or IT administrator and until when. HR reads it; the IT administrator changes it (`mayGrant`). */
export function RolesPage({ mayGrant, today }: { mayGrant: boolean; today: string }) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const { data, error, refetch } = useQuery(api.people.listRoleGrants.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('roles.lead')}>{t('roles.title')}</PageHeading>
      <KeyValues
        items={(['hr', 'it'] as const).map((role) => ({
          label: t(`role.${role}`),
          value: t(`roles.${role}.means`),
        }))}
      />
      <Section title={t('roles.now')} lead={!mayGrant && t('roles.only_it')}>
        {error ? <Trouble error={error} retry={refetch} /> : !data && <Waiting shape="table" />}
        {data?.length === 0 && <Empty>{t('roles.none')}</Empty>}
        {data && data.length > 0 && <RolesGiven grants={data} mayGrant={mayGrant} today={today} />}
      </Section>
      {mayGrant && (
        <>
          <Section title={t('roles.give')}>
            <RolesGrantForm today={today} />
          </Section>
          <Section title={t('password.title')} lead={t('password.lead')}>
            <RolesFirstPassword />
          </Section>
        </>
      )}
    </>
  )
}
