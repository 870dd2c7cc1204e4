import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePlace, useTableView } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { WordsField } from '#platform/ui/table/WordsField.tsx'
import { SessionForm } from '../../sessions/ui/SessionForm.tsx'
import { SessionsTable } from '../../sessions/ui/SessionsTable.tsx'

import { useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { catalogue } from '../contract.ts'
import { CourseForm } from './CourseForm.tsx'
import { pageMessages } from './messages.ts'

type Course = Output<typeof catalogue.listCourses>['courses'][number]
/** So many stand at once; the others are found by words, or on the next page. */
const PAGE = 12

/** 研修の運営 for HR: sessions with what is to be done in each, and the courses. */
export function AdminTrainingPage() {
  const t = useMessages(pageMessages)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHeading
        lead={t('admin.lead')}
        actions={
          <>
            <LinkButton look="secondary" to="/admin/sessions">
              {t('admin.many_sessions')}
            </LinkButton>
            <Button look="secondary" onClick={() => setAdding(true)}>
              {t('admin.new_course')}
            </Button>
          </>
        }
      >
        {t('admin')}
      </PageHeading>
      <SidePanel title={t('admin.new_course')} open={adding} onClose={() => setAdding(false)}>
        <CourseForm onSaved={() => setAdding(false)} />
      </SidePanel>
      <SessionsTable />
      <Courses />
    </>
  )
}

function Courses() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const [{ words }, change] = useTableView('courses')
  const [panel, setPanel] = useState<{ course: Course; what: 'edit' | 'session' } | null>(null)
  const place = usePlace('courses')
  const { data, error, refetch } = useQuery({
    ...api.training.listCourses.queryOptions({
      input: { after: place.after, pageSize: PAGE, ...(words ? { q: words } : {}) },
    }),
    placeholderData: keepPreviousData,
  })
  const columns: Column<Course>[] = [
    {
      id: 'title',
      header: t('admin.course'),
      isRowHeader: true,
      cell: ({ courseId, title, isSample }) => (
        <span className="flex flex-wrap items-center gap-2">
          <Link to={`/training/${courseId}`}>{title}</Link>
          {isSample && <SampleTag />}
        </span>
      ),
    },
    { id: 'code', header: t('form.code'), cell: ({ courseCode }) => courseCode },
    {
      id: 'do',
      header: t('admin.do'),
      isButton: true,
      cell: (course) => (
        <span className="flex flex-wrap gap-2">
          <Button look="secondary" size="small" onClick={() => setPanel({ course, what: 'session' })}>
            {t('admin.add_session')}
          </Button>
          <Button look="text" size="small" onClick={() => setPanel({ course, what: 'edit' })}>
            {t('admin.edit_course')}
          </Button>
        </span>
      ),
    },
  ]
  const close = () => setPanel(null)
  return (
    <Section title={t('admin.courses')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={5} />}
      {data && (
        <DataTable
          name="courses"
          caption={t('admin.courses')}
          columns={columns}
          rows={data.courses}
          rowKey={({ courseId }) => courseId}
          total={data.total}
          turning={{ place, next: data.next ?? undefined }}
          pageSize={PAGE}
          {...(words ? {} : { empty: <Empty>{t('admin.nothing_yet')}</Empty> })}
          filter={
            <WordsField caption={t('admin.courses')} words={words} onWords={(typed) => change({ words: typed })} />
          }
        />
      )}
      <SidePanel title={panel?.course.title ?? ''} open={panel !== null} onClose={close}>
        {panel?.what === 'edit' && <EditCourse courseId={panel.course.courseId} onSaved={close} />}
        {panel?.what === 'session' && <SessionForm courseId={panel.course.courseId} onSaved={close} />}
      </SidePanel>
    </Section>
  )
}

function EditCourse({ courseId, onSaved }: { courseId: number; onSaved: () => void }) {
  const api = useTrainingApi()
  const { data, error, refetch } = useQuery(api.training.showCourse.queryOptions({ input: { courseId } }))
  if (error) return <Trouble error={error} retry={refetch} />
  return data ? <CourseForm course={data} onSaved={onSaved} /> : <Waiting shape="text" rows={6} />
}
