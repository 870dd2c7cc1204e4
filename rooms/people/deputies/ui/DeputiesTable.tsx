import { useApi, useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { useActing } from '#platform/ui/acting.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Empty, Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { deputies } from '../contract.ts'
import { deputiesMessages } from '../messages.ts'

type Asked = { deputies: typeof deputies }
type Deputy = Output<typeof deputies.listDeputies>['deputies'][number]

export function DeputiesTable({ deputies: all }: { deputies: readonly Deputy[] }) {
  const t = useMessages(deputiesMessages)
  const columns = useColumns()
  if (all.length === 0) return <Empty>{t('none')}</Empty>
  return (
    <DataTable
      name="deputies"
      caption={t('title')}
      columns={columns}
      rows={all}
      rowKey={({ headDeputyId }) => headDeputyId}
      filter={all.length > 10}
    />
  )
}

function useColumns(): Column<Deputy>[] {
  const t = useMessages(deputiesMessages)
  const { language } = useLanguage()
  return [
    { id: 'deputy', header: t('deputy'), isRowHeader: true, cell: ({ deputy }) => deputy.name },
    { id: 'head', header: t('head'), cell: ({ head }) => head.name },
    { id: 'section', header: t('section'), cell: ({ section }) => section.name },
    {
      id: 'span',
      header: t('span'),
      cell: ({ validFrom, validTo, state }) => (
        <span className="figures flex flex-wrap items-center gap-2">
          {t('span.text', {
            from: formatDate(validFrom, language),
            last: formatDate(lastDay(validFrom, validTo), language),
          })}
          <Tag tone={state === 'held' ? 'green' : 'plain'}>{t(`state.${state}`)}</Tag>
        </span>
      ),
    },
    { id: 'reason', header: t('reason'), cell: ({ reason }) => reason },
    { id: 'end', header: t('end'), cell: (one) => one.mayEnd && <End deputy={one} />, isButton: true },
  ]
}

/** What was ended before it began never held. */
function lastDay(validFrom: string, validTo: string): string {
  return validTo > validFrom ? addDays(validTo, -1) : validFrom
}

function End({ deputy: { headDeputyId, deputy } }: { deputy: Deputy }) {
  const t = useMessages(deputiesMessages)
  const { act, error, isPending } = useActing(useClient<Asked>(), useApi<Asked>().deputies.key())
  const end = () =>
    act(
      (client) => client.deputies.endDeputy({ headDeputyId }),
      t('end.done'),
      (client) => client.deputies.takeBackDeputyEnd({ headDeputyId }),
    )
  return (
    <>
      <Button
        look="secondary"
        size="small"
        busy={isPending}
        aria-label={t('end.label', { name: deputy.name })}
        onClick={end}
      >
        {t('end')}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}
