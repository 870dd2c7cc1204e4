import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import { CheckedFile } from '../../qualifications/ui/CheckedFile.tsx'
import type { roleHolders } from '../contract.ts'
import { rolesPageMessages } from './messages.ts'
import { NameForm } from './NameForm.tsx'
import { useRolesAct, useRolesApi } from './useRolesApi.ts'

type Listed = Output<typeof roleHolders.listRoleHolders>
type Holder = Listed['holders'][number]

/** HR: who holds which role, naming somebody, and the same as a file both ways. */
export function Holders() {
  const t = useMessages(rolesPageMessages)
  const api = useRolesApi()
  const { data, error, refetch } = useQuery(api.roleHolders.listRoleHolders.queryOptions({ input: {} }))
  return (
    <Section title={t('holders')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" />}
      {data && (
        <div className="grid gap-6">
          <List listed={data} />
          <Name listed={data} />
          <File />
        </div>
      )}
    </Section>
  )
}

function List({ listed: { holders, crossing, total, today } }: { listed: Listed }) {
  const t = useMessages(rolesPageMessages)
  const { language } = useLanguage()
  const nameOf = (role: string) => crossing.find((one) => one.role === role)?.name ?? role
  if (holders.length === 0) return <Empty>{t('holders.none')}</Empty>
  const columns: Column<Holder>[] = [
    {
      id: 'person',
      header: t('person'),
      isRowHeader: true,
      cell: ({ name, staffMemberId }) => <Link to={`/skills/staff/${staffMemberId}`}>{name}</Link>,
      value: ({ name }) => name,
    },
    { id: 'role', header: t('role'), cell: ({ role }) => nameOf(role), value: ({ role }) => nameOf(role) },
    {
      id: 'section',
      header: t('section'),
      cell: ({ sectionName }) => sectionName ?? '',
      value: ({ sectionName }) => sectionName ?? '',
    },
    {
      id: 'span',
      header: t('span'),
      cell: ({ validFrom, validTo }) => (
        <span className="figures">
          {formatDate(validFrom, language)}〜{validTo === null ? t('open') : formatDate(addDays(validTo, -1), language)}
        </span>
      ),
      value: ({ validFrom }) => validFrom,
    },
    {
      id: 'end',
      header: t('end'),
      cell: (holder) => <End holder={holder} role={nameOf(holder.role)} today={today} />,
      isButton: true,
    },
  ]
  return (
    <>
      {total > holders.length && <p>{t('holders.more', { n: holders.length.toLocaleString(language) })}</p>}
      <DataTable
        name="role-holders"
        caption={t('holders')}
        columns={columns}
        rows={holders}
        rowKey={({ roleHolderId }) => roleHolderId}
        pageSize={25}
      />
    </>
  )
}

function End({ holder, role, today }: { holder: Holder; role: string; today: string }) {
  const t = useMessages(rolesPageMessages)
  const { act, error, isPending } = useRolesAct()
  const { roleHolderId, name } = holder
  const end = () => act((client) => client.roleHolders.endRoleHolder({ roleHolderId, validTo: today }), t('end.done'))
  return (
    <>
      <Button
        look="secondary"
        size="small"
        busy={isPending}
        aria-label={t('end.label', { person: name, role })}
        onClick={end}
      >
        {t('end')}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}

function Name({ listed: { crossing, today } }: { listed: Listed }) {
  const t = useMessages(rolesPageMessages)
  const [person, setPerson] = useState<number>()
  const [times, setTimes] = useState(0)
  return (
    <Card>
      <h3 className="mb-4 text-std-20B-150">{t('name')}</h3>
      <NameForm
        today={today}
        crossing={crossing}
        person={person}
        onNamed={() => {
          setPerson(undefined)
          setTimes(times + 1)
        }}
      >
        {(error) => (
          <ColleaguePicker
            key={times}
            name="person"
            label={t('name.person')}
            required
            onChoose={(colleague) => setPerson(colleague?.id)}
            {...(error !== undefined && { error })}
          />
        )}
      </NameForm>
    </Card>
  )
}

function File() {
  const t = useMessages(rolesPageMessages)
  const client = useClient<{ roleHolders: typeof roleHolders }>()
  const { act, error, isPending } = useRolesAct()
  async function download() {
    const { name, base64 } = await client.roleHolders.exportRoleHolders({})
    saveSent({ fileName: name, base64 }, 'text/csv')
  }
  return (
    <Card className="grid gap-4">
      <h3 className="text-std-20B-150">{t('file')}</h3>
      <CheckedFile
        label={t('file.choose')}
        support={t('file.support')}
        accept=".csv,.xlsx"
        bring={(file, dryRun) =>
          act((asked) => asked.roleHolders.importRoleHolders({ file, dryRun }), dryRun ? undefined : t('file.done'))
        }
        would={({ added, changed, unchanged }) => t('file.would', { added, changed, unchanged })}
        changes={({ added, changed }) => added + changed > 0}
        error={error}
        isPending={isPending}
      />
      <div>
        <Button look="secondary" size="small" onClick={download}>
          {t('file.out')}
        </Button>
      </div>
    </Card>
  )
}
