import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Section } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { qualifications } from '../contract.ts'
import { CheckedFile } from './CheckedFile.tsx'
import { pageMessages } from './messages.ts'
import { QualificationForm } from './QualificationForm.tsx'
import { useAct, useQualificationsApi } from './useQualificationsApi.ts'

type One = Output<typeof qualifications.listQualifications>['qualifications'][number]

export function QualificationList() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const { data, error, refetch } = useQuery(api.qualifications.listQualifications.queryOptions({ input: {} }))
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const { act, error: refused } = useAct()
  const columns = useColumns((one) => setOpen(one.qualificationId))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={4} />
  const chosen = data.qualifications.find(({ qualificationId }) => qualificationId === open)
  const save = (format: 'csv' | 'xlsx') =>
    act(async (client) => {
      const { name, base64 } = await client.qualifications.exportQualifications({ format })
      saveSent({ fileName: name, base64 }, 'application/octet-stream')
    })
  return (
    <>
      <Section
        title={t('list')}
        lead={t('list.lead')}
        actions={
          <Button look="secondary" onClick={() => setOpen('new')}>
            {t('list.add')}
          </Button>
        }
      >
        {refused && <Trouble error={refused} />}
        <SampleScope isSample={data.qualifications.some(({ isSample }) => isSample)}>
          {() => (
            <DataTable
              name="qualifications"
              caption={t('list')}
              columns={columns}
              rows={data.qualifications}
              rowKey={({ qualificationId }) => qualificationId}
              pageSize={20}
              empty={<Empty>{t('list.none')}</Empty>}
            />
          )}
        </SampleScope>
      </Section>
      <Section title={t('list.file')}>
        <div className="mb-3 flex flex-wrap gap-3">
          <Button look="secondary" size="small" onClick={() => save('csv')}>
            {t('list.csv')}
          </Button>
          <Button look="secondary" size="small" onClick={() => save('xlsx')}>
            {t('list.xlsx')}
          </Button>
        </div>
        <ListFile />
      </Section>
      <SidePanel
        title={t(open === 'new' ? 'list.add' : 'list.change')}
        open={open !== null}
        onClose={() => setOpen(null)}
      >
        {open !== null && (
          <QualificationForm
            key={open}
            {...(chosen ? { known: chosen } : {})}
            skills={data.skills}
            highestLevel={data.highestLevel}
            onSaved={() => setOpen(null)}
          />
        )}
      </SidePanel>
    </>
  )
}

function useColumns(change: (one: One) => void): readonly Column<One>[] {
  const t = useMessages(pageMessages)
  const { act } = useAct()
  const retire = ({ qualificationId, isRetired }: One) =>
    act((client) => client.qualifications.retireQualification({ qualificationId, isRetired: !isRetired }), t('saved'))
  return [
    {
      id: 'name',
      header: t('field.name'),
      isRowHeader: true,
      cell: (one) => (
        <span className="flex flex-wrap items-baseline gap-2">
          {one.name}
          {one.isRetired && <Tag>{t('list.retired')}</Tag>}
        </span>
      ),
      value: ({ name }) => name,
    },
    { id: 'issuer', header: t('field.issuer'), cell: ({ issuer }) => issuer || '—', value: ({ issuer }) => issuer },
    {
      id: 'levels',
      header: t('field.levels'),
      cell: ({ levels }) =>
        levels
          .map(({ name, level, isEnded }) =>
            isEnded ? t('list.ended', { skill: name }) : t('claim.level', { skill: name, level }),
          )
          .join('、'),
      value: ({ levels }) => levels.map(({ name, level }) => `${name} ${level}`).join(' '),
    },
    {
      id: 'months',
      header: t('field.months'),
      align: 'end',
      cell: ({ validMonths }) => (validMonths === null ? t('claim.for_ever') : t('list.months', { n: validMonths })),
      value: ({ validMonths }) => validMonths,
    },
    {
      id: 'do',
      header: t('list.do'),
      isButton: true,
      cell: (one) => (
        <span className="flex flex-wrap gap-2">
          <Button look="text" size="small" onClick={() => change(one)}>
            {t('list.change')}
            <span className="sr-only"> {one.name}</span>
          </Button>
          <Button look="text" size="small" onClick={() => retire(one)}>
            {t(one.isRetired ? 'list.resume' : 'list.retire')}
            <span className="sr-only"> {one.name}</span>
          </Button>
        </span>
      ),
    },
  ]
}

function ListFile() {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct()
  return (
    <CheckedFile
      label={t('list.file_label')}
      support={t('list.file_support')}
      accept=".csv,.xlsx,text/csv"
      bring={(file, dryRun) =>
        act(
          (client) => client.qualifications.importQualifications({ file, dryRun }),
          ({ applied }) => (applied ? t('saved') : ''),
        )
      }
      would={({ added, changed, unchanged }) => t('list.would', { added, changed, unchanged })}
      changes={({ added, changed }) => added + changed > 0}
      {...{ error, isPending }}
    />
  )
}
