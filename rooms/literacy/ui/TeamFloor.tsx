import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'
import { usePersonColumns } from './PersonColumns.tsx'

/** A head's own people, those with the floor ahead first. */
export function TeamFloor() {
  const t = useMessages(literacyMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const { data, error, refetch } = useQuery(api.literacy.showTeamFloor.queryOptions({ input: {} }))
  const columns = usePersonColumns(data?.skills ?? [])
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={5} />
  const ahead = data.people.filter(({ standing }) => standing !== 'reached')
  const rows = [...ahead, ...data.people.filter(({ standing }) => standing === 'reached')]
  return (
    <Section title={t('team.title')} lead={data.sharedOnly ? t('team.shared_only') : t('team.lead')}>
      <SampleScope isSample={data.isSample}>
        {() =>
          ahead.length === 0 ? (
            <Empty>{t('team.all_reached')}</Empty>
          ) : (
            <DataTable
              caption={t('team.title')}
              name="team"
              columns={columns}
              rows={rows}
              rowKey={({ staffMemberId }) => staffMemberId}
            />
          )
        }
      </SampleScope>
    </Section>
  )
}
