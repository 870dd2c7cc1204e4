import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { system } from '#app/system/contract.ts'
import { systemMessages } from '#app/system/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import type { Language } from '#platform/i18n/messages.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card, KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { useOperationName } from '#rooms/people/journal/ui/useOperationName.ts'
import { api } from './api.ts'

type Shown = Output<typeof system.showSystem>

/** システムの状態: what IT looks at in the morning, and what it can do for whoever is stuck. */
export function SystemPage() {
  const t = useMessages(systemMessages)
  const { data, error, refetch } = useQuery(api.system.showSystem.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data && <Waiting shape="cards" rows={4} />}
      {data && (
        <>
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
            <Program shown={data} />
            <Database shown={data} />
            <Backups shown={data} />
            <Accounts shown={data} />
          </div>
          <Section title={t('jobs')}>
            {data.jobsKnown ? <Jobs shown={data} /> : <Empty>{t('jobs.unknown')}</Empty>}
          </Section>
          <Section title={t('slowed')} lead={t('slowed.lead')}>
            <Slowed shown={data} />
          </Section>
          <Section title={t('sessions')} lead={t('sessions.lead')}>
            <EndSessions />
          </Section>
        </>
      )}
    </>
  )
}

function Program({ shown: { version, node, startedAt, isSample, mail, disk } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const { language } = useLanguage()
  const size = (bytes: number) => sizeOf(bytes, language)
  return (
    <Card title={t('program')}>
      <KeyValues
        items={[
          { label: t('version'), value: t('version_of', { version, node }) },
          { label: t('started'), value: moment(startedAt, language) },
          { label: t('town'), value: t(isSample ? 'town.sample' : 'town.own') },
          {
            label: t('disk'),
            value: disk
              ? t('disk.of', { free: size(disk.free), total: size(disk.total), path: disk.path })
              : t('disk.elsewhere'),
          },
          {
            label: t('mail'),
            value: (
              <Link to="/admin/mail">
                {mail.isOn ? t('mail.on', { waiting: mail.waiting, failed: mail.failed }) : t('mail.off')}
              </Link>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Database({ shown: { database } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const { language } = useLanguage()
  const { role, tooMuch } = database
  const rights = tooMuch.map((right) => t(`right.${right}`)).join('、')
  return (
    <Card title={t('database')}>
      <KeyValues
        items={[
          { label: t('database.version'), value: `PostgreSQL ${database.version}` },
          { label: t('database.size'), value: sizeOf(database.bytes, language) },
          {
            label: t('database.role'),
            value:
              tooMuch.length === 0 ? t('database.role.good', { role }) : t('database.role.too_much', { role, rights }),
          },
          {
            label: t('database.connections'),
            value: t('database.connections_of', { used: database.connections, most: database.mostConnections }),
          },
          { label: t('database.migration'), value: database.lastMigration },
        ]}
      />
    </Card>
  )
}

function Backups({ shown: { backup, drill } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const { language } = useLanguage()
  const words = (run: NonNullable<Shown['backup']>) => ({
    at: moment(run.at, language),
    tables: run.tables,
    rows: formatNumber(run.rows, language) ?? '',
  })
  return (
    <Card title={t('backups')}>
      <KeyValues
        items={[
          { label: t('backup.last'), value: backup ? t('backup.of', words(backup)) : t('backup.none') },
          ...(backup ? [{ label: t('digest'), value: <Digest text={backup.sha256} /> }] : []),
          {
            label: t('drill.last'),
            value: drill ? (
              <>
                {t('drill.of', { ...words(drill), lines: formatNumber(drill.journalLines ?? 0, language) ?? '' })}{' '}
                <Tag tone={drill.isOfLast ? 'green' : 'yellow'}>
                  {t(drill.isOfLast ? 'drill.is_of_last' : 'drill.is_older')}
                </Tag>
              </>
            ) : (
              t('drill.none')
            ),
          },
        ]}
      />
    </Card>
  )
}

function Digest({ text }: { text: string }) {
  return <span className="figures wrap-anywhere text-dns-14N-130">{text}</span>
}

function Accounts({ shown: { accounts, rolesWaiting } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const { language } = useLanguage()
  const count = (n: number) => <span className="figures">{formatNumber(n, language)}</span>
  return (
    <Card title={t('accounts')}>
      <KeyValues
        items={[
          { label: t('accounts.open'), value: count(accounts.open) },
          {
            label: t('accounts.without'),
            value: <Link to="/admin/accounts">{count(accounts.withoutPassword)}</Link>,
          },
          { label: t('accounts.given'), value: count(accounts.givenPassword) },
          { label: t('accounts.sessions'), value: count(accounts.sessions) },
          { label: t('accounts.roles'), value: <Link to="/admin/roles">{count(rolesWaiting)}</Link> },
        ]}
      />
    </Card>
  )
}

function Jobs({ shown: { jobs } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const operationName = useOperationName()
  const { language } = useLanguage()
  const columns: Column<Shown['jobs'][number]>[] = [
    {
      id: 'name',
      header: t('jobs.name'),
      isRowHeader: true,
      cell: ({ name, operation }) => (
        <>
          {operationName(operation) ?? name}
          <span lang="en" className="ml-2 font-normal text-dns-14N-130 text-solid-gray-700">
            {name}
          </span>
        </>
      ),
      value: ({ name, operation }) => `${operationName(operation) ?? ''} ${name}`,
    },
    {
      id: 'last',
      header: t('jobs.last'),
      cell: ({ lastRun }) => (lastRun ? moment(lastRun, language) : t('jobs.never')),
      value: ({ lastRun }) => lastRun ?? '',
    },
    {
      id: 'next',
      header: t('jobs.next'),
      cell: ({ nextRun }) => moment(nextRun, language),
      value: ({ nextRun }) => nextRun,
    },
    {
      id: 'state',
      header: t('jobs.state'),
      cell: ({ lastFailure, lastRun, isLate }) =>
        lastFailure ? (
          <Tag tone="yellow">{t('jobs.failed', { at: moment(lastFailure, language) })}</Tag>
        ) : isLate ? (
          <Tag tone="yellow">{t('jobs.late')}</Tag>
        ) : (
          t(lastRun ? 'jobs.ok' : 'jobs.waiting')
        ),
    },
  ]
  return <DataTable name="jobs" caption={t('jobs')} columns={columns} rows={jobs} rowKey={({ name }) => name} />
}

function Slowed({ shown: { slowed } }: { shown: Shown }) {
  const t = useMessages(systemMessages)
  const queries = useQueryClient()
  const toast = useToast()
  const lifting = useMutation(
    api.system.liftPauses.mutationOptions({
      onSuccess: async (_, { loginName }) => {
        toast({ message: t('slowed.lifted', { name: loginName }) })
        await queries.invalidateQueries({ queryKey: api.system.showSystem.key() })
      },
    }),
  )
  const columns: Column<Shown['slowed'][number]>[] = [
    { id: 'name', header: t('slowed.name'), isRowHeader: true, cell: ({ loginName }) => loginName },
    { id: 'failures', header: t('slowed.failures'), align: 'end', cell: ({ failures }) => failures },
    {
      id: 'do',
      header: t('slowed.do'),
      isButton: true,
      cell: ({ loginName }) => (
        <Button
          look="secondary"
          size="small"
          aria-label={t('slowed.lift.label', { name: loginName })}
          busy={lifting.isPending}
          onClick={() => lifting.mutate({ loginName })}
        >
          {t('slowed.lift')}
        </Button>
      ),
    },
  ]
  return (
    <>
      {lifting.isError && <Trouble error={lifting.error} />}
      <DataTable
        name="slowed"
        caption={t('slowed')}
        columns={columns}
        rows={slowed}
        rowKey={({ loginName }) => loginName}
        empty={<Empty>{t('slowed.none')}</Empty>}
      />
    </>
  )
}

function EndSessions() {
  const t = useMessages(systemMessages)
  const queries = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const ending = useMutation(
    api.system.endSessions.mutationOptions({
      onSuccess: async ({ ended }, { loginName }) => {
        toast({ message: t('sessions.ended', { name: loginName, n: ended }) })
        setName('')
        await queries.invalidateQueries({ queryKey: api.system.showSystem.key() })
      },
    }),
  )
  function submit() {
    setMissing(name.trim() === '')
    if (name.trim() !== '') ending.mutate({ loginName: name.trim() })
  }
  const error = isMissing ? t('sessions.missing') : undefined
  return (
    <Card className="grid gap-4">
      {ending.isError && <Trouble error={ending.error} />}
      <Form
        onSubmit={submit}
        errors={error ? [{ name: 'loginName', message: error }] : []}
        actions={
          <Button type="submit" look="secondary" busy={ending.isPending}>
            {t('sessions.end')}
          </Button>
        }
      >
        <TextField name="loginName" label={t('sessions.name')} required value={name} onChange={setName} error={error} />
      </Form>
    </Card>
  )
}

/** In Tokyo, to the minute. */
function moment(instant: string, language: Language): string {
  return new Date(instant).toLocaleString(language, {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'short',
  })
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

function sizeOf(bytes: number, language: Language): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  return `${(bytes / 1024 ** power).toLocaleString(language, { maximumFractionDigits: 1 })} ${UNITS[power]}`
}
