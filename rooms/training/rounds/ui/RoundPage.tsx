import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog, SidePanel } from '#platform/ui/Dialogs.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, Card, PageHeading } from '#platform/ui/Page.tsx'
import { ShareBar } from '#platform/ui/Progress.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import { roundsMessages } from '../messages.ts'
import { ChangeRound } from './ChangeRound.tsx'
import { pageMessages } from './messages.ts'
import { NominateRound } from './NominateRound.tsx'
import { RoundMembers } from './RoundMembers.tsx'
import { RoundParts } from './RoundParts.tsx'
import type { Round } from './round.ts'

/** One round: how far its people are, by wave and section; for HR the people by name, seats for many, change and end. */
export function RoundPage() {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const roundId = Number((useParams({ strict: false }) as { roundId?: string }).roundId)
  const { within } = useSearch({ strict: false }) as { within?: string | number }
  const [chosen, setChosen] = useState<readonly number[]>([])
  const { data, error, refetch } = useQuery({
    ...api.training.showRound.queryOptions({
      input: { roundId, ...(within === undefined ? {} : { within: String(within) }) },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('rounds'), to: '/admin/rounds' }, { label: data?.name ?? '' }]} />
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="cards" rows={4} />}
      {!error && data && (
        <>
          <Heading round={data} />
          <Progress round={data} />
          <RoundParts round={data} />
          {data.may.includes('nominateRound') && data.courses.length > 0 && (
            <NominateRound round={data} chosen={chosen} onDone={() => setChosen([])} />
          )}
          {data.may.includes('listRoundMembers') && (
            <RoundMembers
              round={data}
              within={within === undefined ? undefined : String(within)}
              {...{ chosen, setChosen }}
            />
          )}
        </>
      )}
    </>
  )
}

function Heading({ round }: { round: Round }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [doing, setDoing] = useState<'change' | 'end' | null>(null)
  const { act, error } = useAct()
  const why = useReason({
    ...{ label: t('round.end_reason'), support: t('round.end_support'), missing: t('round.end_missing') },
  })
  const { roundId, name, begunOn, asOf, endedOn, endReason, may } = round
  const who = [...round.who.sections.map((one) => one.name), ...round.who.grades, ...round.who.employmentCategories]
  const day = (date: string) => formatDate(date, language)
  return (
    <>
      <PageHeading
        lead={
          <>
            {t('round.lead', {
              ...{ from: day(begunOn), asOf: day(asOf) },
              who: who.length > 0 ? who.join('・') : t('round.everybody'),
            })}
            {endedOn && (
              <span className="block">{t('round.ended_on', { on: day(endedOn), reason: endReason ?? '' })}</span>
            )}
          </>
        }
        actions={
          <span className="flex flex-wrap gap-3">
            {may.includes('changeRound') && (
              <Button look="secondary" size="small" onClick={() => setDoing('change')}>
                {t('round.change')}
              </Button>
            )}
            {may.includes('endRound') && (
              <Button look="secondary" size="small" onClick={() => setDoing('end')}>
                {t('round.end')}
              </Button>
            )}
            {may.includes('listRoundMembers') && (
              <LinkButton look="secondary" size="small" to="/admin/rounds" search={{ copy: roundId }}>
                {t('round.copy')}
              </LinkButton>
            )}
          </span>
        }
      >
        {name}
      </PageHeading>
      <SidePanel title={t('round.change')} open={doing === 'change'} onClose={() => setDoing(null)}>
        {doing === 'change' && <ChangeRound round={round} onSaved={() => setDoing(null)} />}
      </SidePanel>
      <ConfirmDialog
        title={t('round.end_title', { name })}
        open={doing === 'end'}
        onClose={() => setDoing(null)}
        confirmLabel={t('round.end')}
        onConfirm={async () => {
          if (!why.isReady()) return
          const said = { roundId, reason: why.reason }
          if (await act((client) => client.training.endRound(said), t('round.ended'))) setDoing(null)
        }}
      >
        <p className="mb-4">{t('round.end_note')}</p>
        {why.field}
        {error && <Trouble error={error} />}
      </ConfirmDialog>
    </>
  )
}

/** Each state as a bar with its number; together they are everybody. */
function Progress({
  round: { roundId, people, states, lacks, overdue, courses, tests, isSample, may },
}: {
  round: Round
}) {
  const t = useMessages(pageMessages)
  const state = useMessages(roundsMessages)
  const { language } = useLanguage()
  const inWords = (n: number) => formatNumber(n, language) ?? ''
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card title={t('round.progress')} isSample={isSample}>
        <p className="mb-4 text-solid-gray-700">{t('round.progress_lead', { n: inWords(people) })}</p>
        <ul className="grid gap-3">
          {states.map(({ state: name, people: n }) => (
            <li key={name}>
              <span className="figures block">
                {t('round.state_of', {
                  ...{ state: state(`member.${name}`), n: inWords(n) },
                  share: people === 0 ? '0.0' : ((100 * n) / people).toFixed(1),
                })}
              </span>
              <ShareBar share={people === 0 ? 0 : n / people} />
            </li>
          ))}
        </ul>
        {tests.length > 0 && (
          <>
            <p className="mt-4 text-std-16B-170">{t('round.lacks')}</p>
            <ul className="figures mt-1 flex flex-wrap gap-x-6 gap-y-1">
              {lacks.map(({ lack, people: n }) => (
                <li key={lack}>{t('round.lack_of', { lack: state(`lack.${lack}`), n: inWords(n) })}</li>
              ))}
            </ul>
          </>
        )}
        {overdue > 0 && <p className="figures mt-4">{t('round.overdue', { n: inWords(overdue) })}</p>}
      </Card>
      <Card title={t('round.courses')}>
        <ul className="grid gap-3">
          {courses.map(({ courseId, courseCode, title }) => (
            <li key={courseId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span>{title}</span>
              {may.includes('nominateRound') && (
                <span className="flex flex-wrap gap-2">
                  <LinkButton look="secondary" size="small" to="/admin/sessions" search={{ course: courseCode }}>
                    {t('round.sessions')}
                    <span className="sr-only"> {title}</span>
                  </LinkButton>
                  <LinkButton
                    look="secondary"
                    size="small"
                    to="/admin/schedules"
                    search={{ course: courseCode, round: roundId }}
                  >
                    {t('round.schedule')}
                    <span className="sr-only"> {title}</span>
                  </LinkButton>
                </span>
              )}
            </li>
          ))}
          {tests.map(({ testId, title }) => (
            <li key={`test ${testId}`} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              <span>{t('round.test_named', { title })}</span>
              {may.includes('nominateRound') && (
                <LinkButton look="secondary" size="small" to={`/admin/tests/${testId}`}>
                  {t('round.test_open')}
                  <span className="sr-only"> {title}</span>
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </div>
  )
}
