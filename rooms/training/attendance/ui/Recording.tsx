import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { fieldId } from '#platform/ui/form/Field.tsx'
import { ErrorSummary, type FieldTrouble, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { barrierMessages } from '../../barrier.messages.ts'
import type { Barrier } from '../../barrier.rules.ts'
import type { State } from '../../rules.ts'
import type { Person, SessionBrief } from '../../shape.contract.ts'
import { stepMessages } from '../../steps.messages.ts'
import { BarrierField } from '../../ui/BarrierField.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { PersonOf, StateTag } from '../../ui/words.tsx'
import { pageMessages } from './messages.ts'

type Session = Pick<z.output<typeof SessionBrief>, 'courseSessionId' | 'startsOn' | 'endsOn'>

/** Whoever has the order to attend, or attended. */
interface Attendee {
  readonly applicationId: number
  readonly state: State
  readonly applicant: z.output<typeof Person>
  readonly onLeave: boolean
  readonly reportSubmittedOn: string | null
  readonly may: readonly string[]
}
type Attendance = 'attended' | 'partially_attended' | 'absent'

/** 出席を記録する, from the session's first day on. */
export function AttendanceSection({
  session,
  attendees,
  may,
}: {
  session: Session
  attendees: readonly Attendee[]
  may: boolean
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  return (
    <Section
      data-print="no"
      title={t('admin.attendance')}
      lead={may && t('admin.attendance_lead')}
      actions={
        <LinkButton look="secondary" size="small" to={`/admin/training/${session.courseSessionId}/roster`}>
          {t('admin.roster')}
        </LinkButton>
      }
    >
      {may ? (
        <AttendanceTable courseSessionId={session.courseSessionId} applications={attendees} />
      ) : (
        <p>{t('admin.attendance_from', { date: formatDate(session.startsOn, language) })}</p>
      )}
    </Section>
  )
}

/** 修了を記録する, from the session's last day on. */
export function CompletionSection({
  session,
  attendees,
  reportRequired,
  may,
}: {
  session: Session
  attendees: readonly Attendee[]
  reportRequired: boolean
  may: boolean
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { courseSessionId } = session
  return (
    <Section data-print="no" title={t('admin.completion')} lead={may && t('admin.completion_lead')}>
      {may ? (
        <CompletionTable courseSessionId={courseSessionId} reportRequired={reportRequired} applications={attendees} />
      ) : (
        <p>{t('admin.completion_from', { date: formatDate(session.endsOn, language) })}</p>
      )}
    </Section>
  )
}

/** Radio buttons in a row a person: arrow keys choose, Tab goes on to the next person. */
function AttendanceTable({
  courseSessionId,
  applications,
}: {
  courseSessionId: number
  applications: readonly Attendee[]
}) {
  const t = useMessages(pageMessages)
  const words = useMessages(stepMessages)
  const barrier = useMessages(barrierMessages)
  const [said, setSaid] = useState<Readonly<Record<number, Attendance>>>({})
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({})
  const [kinds, setKinds] = useState<Readonly<Record<number, Barrier>>>({})
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct<{ changed: number }>()
  const [asking, setAsking] = useState(false)
  const filled = applications.filter(({ applicationId }) => said[applicationId])
  const absent = filled.filter(({ applicationId }) => said[applicationId] === 'absent')
  const nameOf = (id: number) => `reason-${id}`
  const kindOf = (id: number) => `barrier-${id}`

  /** An absence is final, so it is asked for once more. */
  function check() {
    const missing = absent
      .filter(({ applicationId: id }) => !reasons[id]?.trim())
      .map(({ applicationId, applicant }) => ({
        name: nameOf(applicationId),
        message: `${t('admin.absent_reason', { name: applicant.name })}: ${t('reason.needed')}`,
      }))
    const unsorted = absent
      .filter(({ applicationId: id }) => !kinds[id])
      .map(({ applicationId, applicant }) => ({
        name: kindOf(applicationId),
        message: `${t('admin.absent_kind', { name: applicant.name })}: ${barrier('barrier.needed')}`,
      }))
    setErrors([...unsorted, ...missing])
    if (unsorted.length + missing.length > 0) return
    return absent.length > 0 ? setAsking(true) : save()
  }

  async function save() {
    setAsking(false)
    const attendance = filled.map(({ applicationId }) => ({
      applicationId,
      attendance: said[applicationId] ?? 'attended',
      ...(said[applicationId] === 'absent'
        ? { reason: reasons[applicationId] ?? '', barrier: kinds[applicationId] ?? ('unsorted' as const) }
        : {}),
    }))
    const done = await act(
      (client) => client.training.recordAttendance({ courseSessionId, attendance }),
      ({ changed }) => t('admin.attendance_saved', { n: changed }),
    )
    if (done) setSaid({})
  }

  return (
    <>
      <ErrorSummary errors={errors} />
      <Sheet
        label={t('admin.attendance')}
        rows={applications}
        choices={(['attended', 'partially_attended', 'absent'] as const).map((value) => ({
          value,
          label: words(`state.${value}`),
        }))}
        chosen={({ applicationId }) => said[applicationId]}
        onChoose={({ applicationId }, value) => setSaid({ ...said, [applicationId]: value as Attendance })}
        beside={({ applicationId, applicant, onLeave }) =>
          said[applicationId] === 'absent' ? (
            <div className="grid gap-3">
              <BarrierField
                name={kindOf(applicationId)}
                label={t('admin.absent_kind', { name: applicant.name })}
                value={kinds[applicationId] ?? null}
                onChange={(kind) => setKinds({ ...kinds, [applicationId]: kind })}
                isMissing={messageFor(errors, kindOf(applicationId)) !== undefined}
              />
              <TextField
                name={nameOf(applicationId)}
                label={t('admin.absent_reason', { name: applicant.name })}
                required
                value={reasons[applicationId] ?? ''}
                onChange={(reason) => setReasons({ ...reasons, [applicationId]: reason })}
                {...(messageFor(errors, nameOf(applicationId)) ? { error: t('reason.needed') } : {})}
              />
            </div>
          ) : (
            onLeave && t('admin.on_leave')
          )
        }
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          look="secondary"
          onClick={() =>
            setSaid(Object.fromEntries(applications.map(({ applicationId: id }) => [id, said[id] ?? 'attended'])))
          }
        >
          {t('admin.attendance_all')}
        </Button>
        <Button busy={isPending} disabled={filled.length === 0} onClick={check}>
          {t('admin.attendance_save', { n: filled.length })}
        </Button>
      </div>
      {error && <Trouble error={error} />}
      <ConfirmDialog
        title={t('admin.absent_title')}
        open={asking}
        onClose={() => setAsking(false)}
        confirmLabel={t('admin.attendance_save', { n: filled.length })}
        onConfirm={save}
      >
        <p>{t('admin.absent_final', { n: absent.length })}</p>
        <ul className="mt-3 list-disc pl-6">
          {absent.map(({ applicationId, applicant }) => (
            <li key={applicationId}>
              {applicant.name}: {reasons[applicationId]}
            </li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  )
}

/** The same for completion, apart from attendance (INV-T8); where a report is due, only who handed it in can complete. */
function CompletionTable({
  courseSessionId,
  reportRequired,
  applications,
}: {
  courseSessionId: number
  reportRequired: boolean
  applications: readonly Attendee[]
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [said, setSaid] = useState<Readonly<Record<number, 'completed' | 'not_completed'>>>({})
  const { act, error, isPending } = useAct<{ changed: number }>()
  const able = applications.filter(({ may }) => may.includes('complete'))
  const filled = applications.filter(({ applicationId }) => said[applicationId])

  async function save() {
    const completion = filled.map(({ applicationId }) => ({
      applicationId,
      completed: said[applicationId] === 'completed',
    }))
    const done = await act(
      (client) => client.training.recordCompletion({ courseSessionId, completion }),
      ({ changed }) => t('admin.completion_saved', { n: changed }),
    )
    if (done) setSaid({})
  }

  return (
    <>
      <Sheet
        label={t('admin.completion')}
        rows={applications}
        choices={[
          { value: 'completed', label: t('admin.completed') },
          { value: 'not_completed', label: t('admin.not_completed') },
        ]}
        isOpen={(row, value) => value === 'not_completed' || able.includes(row)}
        chosen={({ applicationId }) => said[applicationId]}
        onChoose={({ applicationId }, value) =>
          setSaid({ ...said, [applicationId]: value as 'completed' | 'not_completed' })
        }
        beside={({ state, reportSubmittedOn, applicationId }) => (
          <span className="flex flex-wrap items-center gap-2" id={`state-${applicationId}`}>
            <StateTag state={state} />
            {reportRequired &&
              (reportSubmittedOn
                ? t('admin.report_on', { date: formatDate(reportSubmittedOn, language, 'short') })
                : t('admin.report_missing'))}
          </span>
        )}
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          look="secondary"
          disabled={able.length === 0}
          onClick={() =>
            setSaid({
              ...said,
              ...Object.fromEntries(able.map(({ applicationId: id }) => [id, said[id] ?? 'completed'])),
            })
          }
        >
          {t('admin.completion_all')}
        </Button>
        <Button busy={isPending} disabled={filled.length === 0} onClick={save}>
          {t('admin.completion_save', { n: filled.length })}
        </Button>
      </div>
      {error && <Trouble error={error} />}
    </>
  )
}

/** One row a person, one radio group a row. */
function Sheet({
  label,
  rows,
  choices,
  isOpen = () => true,
  chosen,
  onChoose,
  beside,
}: {
  label: string
  rows: readonly Attendee[]
  choices: readonly { value: string; label: string }[]
  isOpen?: (row: Attendee, value: string) => boolean
  chosen: (row: Attendee) => string | undefined
  onChoose: (row: Attendee, value: string) => void
  beside: (row: Attendee) => ReactNode
}) {
  return (
    <ul aria-label={label} className="rounded-12 border border-solid-gray-200 bg-white">
      {rows.map((row) => (
        <li
          key={row.applicationId}
          className="grid items-center gap-x-6 gap-y-1 border-solid-gray-200 border-b px-4 py-2 last:border-b-0 md:grid-cols-[minmax(12rem,1fr)_auto_minmax(10rem,1fr)]"
        >
          <PersonOf person={row.applicant} />
          <fieldset className="flex flex-wrap gap-x-4">
            <legend className="sr-only">{row.applicant.name}</legend>
            {choices.map(({ value, label: choice }) => (
              <label key={value} className="flex items-center gap-2 py-1">
                <input
                  type="radio"
                  name={fieldId(`${choices[0]?.value}-${row.applicationId}`)}
                  checked={chosen(row) === value}
                  disabled={!isOpen(row, value)}
                  onChange={() => onChoose(row, value)}
                  className="h-5 w-5 accent-blue-900"
                />
                {choice}
              </label>
            ))}
          </fieldset>
          <div>{beside(row)}</div>
        </li>
      ))}
    </ul>
  )
}
