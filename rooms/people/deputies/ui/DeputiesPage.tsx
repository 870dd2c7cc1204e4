import { useQuery } from '@tanstack/react-query'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { deputies } from '../contract.ts'
import { deputiesMessages } from '../messages.ts'
import { DeputiesTable } from './DeputiesTable.tsx'
import { DeputyRule } from './DeputyRule.tsx'
import { NameDeputy } from './NameDeputy.tsx'

/** 所属長の代理: a head's own, those for whom one stands in, and for HR all of them. */
export function DeputiesPage() {
  const t = useMessages(deputiesMessages)
  const api = useApi<{ deputies: typeof deputies }>()
  const { data, error, refetch } = useQuery(api.deputies.listDeputies.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {data === undefined ? (
        error === null ? (
          <Waiting shape="table" />
        ) : (
          <Trouble error={error} retry={refetch} />
        )
      ) : (
        <div className="grid gap-6">
          <p className="max-w-[42em]">{t('lead.what')}</p>
          <DeputiesTable deputies={data.deputies} />
          {(data.mayNameForAll || data.sections.length > 0) && <NameDeputy listed={data} />}
          {data.mayNameForAll && <DeputyRule key={data.version} listed={data} />}
        </div>
      )}
    </>
  )
}
