import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { CourseField } from '../../rounds/ui/CourseField.tsx'
import type { Line } from '../rules.ts'
import { PasteForm, SessionFile } from './FileForms.tsx'
import { Lines } from './Lines.tsx'
import { type DraftLine, seatsIn, withLines } from './line.ts'
import { pageMessages } from './messages.ts'
import { PlanForm } from './PlanForm.tsx'
import { SeatsNeeded } from './SeatsNeeded.tsx'
import { StandingSessions } from './StandingSessions.tsx'

const nothing: readonly DraftLine[] = []

/** 開催回をまとめてつくる: a plan or a table comes to lines, which are looked at, mended or left out, and made all or none. */
export function PlanPage() {
  const t = useMessages(pageMessages)
  // Whoever comes from a round or a schedule means its course.
  const { course: named } = useSearch({ strict: false }) as { course?: string | number }
  const [course, setCourse] = useDraft('sessions-course', '')
  const [lines, keep, drop] = useDraft<readonly DraftLine[]>('sessions-lines', nothing)
  const [way, setWay] = useState('plan')
  const chosen = course || String(named ?? '')
  const add = (more: readonly Line[]) => keep(withLines(lines, more))
  const own = lines.filter(({ isLeftOut, line }) => !isLeftOut && line.course === chosen)
  const forms = { course: chosen, onLines: add }
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('admin'), to: '/admin/training' }, { label: t('planning') }]} />
      <PageHeading lead={t('planning.lead')}>{t('planning')}</PageHeading>
      <Section title={t('course.title')}>
        <div className="grid max-w-[40rem] gap-4">
          <CourseField name="courseCode" label={t('course.field')} value={chosen} onChange={setCourse} />
          <SeatsNeeded courseCode={chosen} planned={seatsIn(own.map(({ line }) => line))} />
          {chosen !== '' && (
            <p>
              <Link to="/admin/schedules" search={{ course: chosen }}>
                {t('course.schedules')}
              </Link>
            </p>
          )}
        </div>
      </Section>
      <Section title={t('ways.title')} data-print="no">
        <Tabs
          label={t('ways.title')}
          chosen={way}
          onChoose={setWay}
          tabs={[
            { id: 'plan', label: t('ways.plan'), content: <PlanForm {...forms} /> },
            { id: 'paste', label: t('ways.paste'), content: <PasteForm {...forms} /> },
            { id: 'file', label: t('ways.file'), content: <SessionFile {...forms} /> },
          ]}
        />
      </Section>
      <Section title={t('lines.title')}>
        {lines.length === 0 ? <Empty>{t('lines.none')}</Empty> : <Lines lines={lines} onChange={keep} onMade={drop} />}
      </Section>
      {chosen !== '' && <StandingSessions courseCode={chosen} />}
    </>
  )
}
