import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { itemsMessages } from '../../items/messages.ts'
import type { attempts } from '../contract.ts'
import { itemsIn } from '../rules.ts'
import { useSpan } from './AdminTestsPage.tsx'
import { adminMessages } from './admin.messages.ts'
import { ItemFigures } from './ItemFigures.tsx'
import { Papers } from './Papers.tsx'
import { Preview } from './Preview.tsx'
import { Results } from './Results.tsx'
import { TestForm } from './TestForm.tsx'
import { useTestsAct, useTestsApi } from './useTests.ts'

type Shown = Output<typeof attempts.showTest>
type Part = Shown['test']['parts'][number] & { readonly has: number }

/** One test, for HR: what is drawn and whether the bank has it, opening and ending, and what came of it. */
export function AdminTestPage() {
  const t = useMessages(adminMessages)
  const api = useTestsApi()
  const span = useSpan()
  const testId = Number(useParams({ strict: false }).testId)
  const { data, error, refetch } = useQuery(api.attempts.showTest.queryOptions({ input: { testId } }))
  const [isEditing, edit] = useState(false)
  if (error && !data) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const { test, state } = data
  const facts = { items: itemsIn(test.parts), minutes: test.minutes, skill: data.skillName, span: span(test) }
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('tests'), to: '/admin/tests' }, { label: test.title }]} />
      <PageHeading
        lead={t('facts', facts)}
        aside={<Tag tone={state === 'published' ? 'green' : 'plain'}>{t(`state.${state}`)}</Tag>}
      >
        {test.title}
      </PageHeading>
      <Opening shown={data} />
      <Drawn shown={data} />
      <Section
        title={t('edit')}
        lead={t('edit.lead')}
        data-print="no"
        actions={
          <Button look="secondary" size="small" onClick={() => edit(!isEditing)}>
            {t(isEditing ? 'tests.close' : 'edit.open')}
          </Button>
        }
      >
        {isEditing && <TestForm shown={data} onSaved={() => edit(false)} />}
      </Section>
      <Results testId={testId} />
      <Papers testId={testId} items={facts.items} />
      <ItemFigures testId={testId} />
    </>
  )
}

/** Opening names what the bank lacks, part by part. */
function Opening({ shown: { testId, state } }: { shown: Shown }) {
  const t = useMessages(adminMessages)
  const { act, error } = useTestsAct()
  const retire = (isRetired: boolean) =>
    act((client) => client.attempts.retireTest({ testId, isRetired }), t(isRetired ? 'retired' : 'resumed'))
  return (
    <div className="mb-6 grid gap-3">
      <div className="flex flex-wrap gap-3">
        {state === 'draft' && (
          <Button onClick={() => act((client) => client.attempts.publishTest({ testId }), t('published'))}>
            {t('publish')}
          </Button>
        )}
        {state === 'published' && (
          <Button look="secondary" onClick={() => retire(true)}>
            {t('retire')}
          </Button>
        )}
        {state === 'retired' && (
          <Button look="secondary" onClick={() => retire(false)}>
            {t('resume')}
          </Button>
        )}
      </div>
      {error && <Trouble error={error} />}
      {fieldTroublesIn(error).length > 0 && (
        <ul className="list-disc pl-6">
          {fieldTroublesIn(error).map(({ name, message }) => (
            <li key={name}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Drawn({ shown: { testId, test, available, samples } }: { shown: Shown }) {
  const t = useMessages(adminMessages)
  const name = useMessages(itemsMessages)
  const rows = test.parts.map((part, at) => ({ ...part, has: available[at] ?? 0 }))
  const field = ({ field: one }: Part) => (one === null ? t('parts.any_field') : name(`field.${one}`))
  const level = ({ level: one }: Part) => (one === null ? t('parts.any_level') : String(one))
  const columns: Column<Part>[] = [
    { id: 'field', header: t('parts.field'), isRowHeader: true, cell: field, value: field },
    { id: 'level', header: t('parts.level'), cell: level, value: level },
    {
      id: 'items',
      header: t('parts.items'),
      align: 'end',
      cell: ({ items }) => items,
      value: ({ items }) => items,
    },
    {
      id: 'has',
      header: t('parts.has'),
      align: 'end',
      cell: ({ has, items }) => (
        <>
          {has} {has < items && <Tag tone="yellow">{t('short')}</Tag>}
        </>
      ),
      value: ({ has }) => has,
    },
  ]
  return (
    <Section title={t('parts')} lead={t('parts.lead')} actions={<Preview testId={testId} />}>
      <DataTable
        caption={t('parts')}
        name="parts"
        columns={columns}
        rows={rows}
        rowKey={(part) => `${part.field} ${part.level}`}
        filter={false}
      />
      {samples > 0 && <p className="mt-3">{t('parts.samples', { n: samples })}</p>}
    </Section>
  )
}
