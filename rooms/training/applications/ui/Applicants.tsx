import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { CoverWords } from '../../cover/ui/CoverWords.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import { PersonOf, StateTag } from '../../ui/words.tsx'
import type { selecting } from '../selecting.contract.ts'
import { pageMessages } from './messages.ts'
import { useLeftAsTheyWere } from './useLeftAsTheyWere.ts'

type SessionApplications = Output<typeof selecting.listSessionApplications>
type Row = SessionApplications['applications'][number]

/** Who applied, in the order of application; HR chooses and decides for all chosen at once. */
export function Applicants({ data: { applications, session, may } }: { data: SessionApplications }) {
  const t = useMessages(pageMessages)
  const [chosen, setChosen] = useState<readonly number[]>([])
  const able = applications.filter((row) => row.may.includes('select'))
  const ids = able.map(({ applicationId }) => applicationId).filter((id) => chosen.includes(id))
  return (
    <>
      {able.length > 0 && (
        <div className="mb-4 flex flex-wrap items-center gap-3">
          <Button
            look="secondary"
            size="small"
            onClick={() => setChosen(able.map(({ applicationId }) => applicationId))}
          >
            {t('admin.choose_all', { n: able.length })}
          </Button>
          <SelectionButtons courseSessionId={session.courseSessionId} ids={ids} onDone={() => setChosen([])} />
        </div>
      )}
      {may.includes('orderAttendance') && <OrderButton courseSessionId={session.courseSessionId} />}
      <ApplicantTable
        applications={applications}
        isChosen={(row) => (able.includes(row) ? chosen.includes(row.applicationId) : undefined)}
        onChoose={({ applicationId }, on) =>
          setChosen(on ? [...chosen, applicationId] : chosen.filter((id) => id !== applicationId))
        }
      />
    </>
  )
}

function SelectionButtons({
  courseSessionId,
  ids,
  onDone,
}: {
  courseSessionId: number
  ids: number[]
  onDone: () => void
}) {
  const t = useMessages(pageMessages)
  const select = useAct<{ selected: number[]; waitlisted: number[]; clashing: number[]; notThere: number[] }>()
  const left = useLeftAsTheyWere()
  const notSelect = useAct<{ changed: number }>()
  const error = select.error ?? notSelect.error
  return (
    <>
      <Button
        size="small"
        disabled={ids.length === 0}
        onClick={async () => {
          const done = await select.act(
            (client) => client.training.select({ courseSessionId, applicationIds: ids, alsoOrder: true }),
            ({ selected, waitlisted, ...others }) =>
              [t('admin.selected', { n: selected.length, waiting: waitlisted.length }), ...left(others)].join(' '),
          )
          if (done) onDone()
        }}
      >
        {t('admin.select')}
      </Button>
      <Button
        look="text"
        size="small"
        disabled={ids.length === 0}
        onClick={async () => {
          const done = await notSelect.act(
            (client) => client.training.notSelect({ courseSessionId, applicationIds: ids }),
            ({ changed }) => t('admin.not_selected', { n: changed }),
          )
          if (done) onDone()
        }}
      >
        {t('admin.not_select')}
      </Button>
      <span role="status" className="text-solid-gray-700">
        {t('admin.chosen', { n: ids.length })} · {t('admin.select_what')}
      </span>
      {error && <Trouble error={error} />}
    </>
  )
}

/** Those who moved up from the waiting list are selected and still want their order. */
function OrderButton({ courseSessionId }: { courseSessionId: number }) {
  const t = useMessages(pageMessages)
  const { act, error } = useAct<{ changed: number; notThere: number[] }>()
  const left = useLeftAsTheyWere()
  return (
    <div className="mb-4">
      <Button
        size="small"
        onClick={() =>
          act(
            (client) => client.training.orderAttendance({ courseSessionId }),
            ({ changed, notThere }) => [t('admin.ordered', { n: changed }), ...left({ notThere })].join(' '),
          )
        }
      >
        {t('admin.order')}
      </Button>
      {error && <Trouble error={error} />}
    </div>
  )
}

function ApplicantTable({
  applications,
  isChosen,
  onChoose,
}: {
  applications: readonly Row[]
  /** Undefined for a row that cannot be chosen. */
  isChosen: (row: Row) => boolean | undefined
  onChoose: (row: Row, on: boolean) => void
}) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const columns: Column<Row>[] = [
    {
      id: 'person',
      header: t('admin.applicant'),
      isRowHeader: true,
      cell: (row) => <PersonOf person={row.applicant} />,
      value: ({ applicant }) => `${applicant.nameKana} ${applicant.name} ${applicant.sectionName ?? ''}`,
    },
    {
      id: 'choose',
      header: t('admin.choose'),
      isControl: true,
      cell: (row) => {
        const on = isChosen(row)
        return on === undefined ? null : (
          <input
            type="checkbox"
            checked={on}
            aria-label={`${t('admin.choose')} ${row.applicant.name}`}
            onChange={(event) => onChoose(row, event.target.checked)}
            className="h-5 w-5 accent-blue-900"
          />
        )
      },
    },
    {
      id: 'state',
      header: t('admin.state'),
      cell: ({ state, waitingPlace, isHeldBack, recommended, onLeave, inService, isPast }) => (
        <span className="flex flex-wrap items-center gap-2">
          <StateTag state={state} isPast={isPast} />
          {waitingPlace && t('admin.waiting', { n: waitingPlace })}
          {recommended && <Tag>{t('admin.recommended')}</Tag>}
          {onLeave && <Tag tone="yellow">{t('admin.on_leave')}</Tag>}
          {!inService && <Tag tone="yellow">{t('admin.not_in_service')}</Tag>}
          {isHeldBack && <span className="basis-full text-solid-gray-700">{t('admin.held_back')}</span>}
        </span>
      ),
      value: ({ state }) => state,
    },
    { id: 'cover', header: t('cover'), cell: ({ cover }) => <CoverWords cover={cover} /> },
    {
      id: 'applied',
      header: t('admin.applied'),
      cell: ({ appliedOn, applicationId }) => (
        <Link to={`/training/applications/${applicationId}`}>{formatDate(appliedOn, language, 'short')}</Link>
      ),
      value: ({ appliedOn, applicationId }) => `${appliedOn} ${applicationId}`,
    },
  ]
  return (
    <DataTable
      name="applicants"
      caption={t('admin.applicants')}
      columns={columns}
      rows={applications}
      rowKey={({ applicationId }) => applicationId}
      pageSize={100}
    />
  )
}
