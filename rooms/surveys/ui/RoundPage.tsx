import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, faultsIn } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { NamedAnswers } from './NamedAnswers.tsx'
import { Report } from './Report.tsx'
import { Response } from './Response.tsx'
import { teamMessages } from './team.messages.ts'
import type { RoundFacts } from './told.ts'
import { useSurveysApi, useTeam } from './useSurveys.ts'

/** One round: while it runs how many have answered, its last day and its end; afterwards what was answered. */
export function RoundPage() {
  const t = useMessages(teamMessages)
  const api = useSurveysApi()
  const roundId = Number((useParams({ strict: false }) as { roundId?: string }).roundId)
  const { data, error, refetch } = useQuery({
    ...api.surveys.showSurveyResponse.queryOptions({ input: { roundId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'open' ? EVERY : false),
  })
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: t('title'), to: '/admin/surveys' },
          { label: data ? t('rounds.name', { n: data.number }) : t('rounds.number') },
        ]}
      />
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="page" />}
      {data && (
        <>
          <Heading round={data} roundId={roundId} />
          <Response round={data} />
          {data.state === 'closed' ? (
            <Report roundId={roundId} attributes={data.attributes} />
          ) : (
            <Section title={t('results.title')}>
              <Empty title={t('not_closed.title')}>{t('not_closed')}</Empty>
            </Section>
          )}
          {data.may.includes('showNamedAnswers') && <NamedAnswers roundId={roundId} />}
          {data.keysHash && <KeysHash hash={data.keysHash} />}
        </>
      )}
    </>
  )
}

/** Milliseconds after which an open round is asked again how many have answered. */
const EVERY = 30_000

function Heading({ round, roundId }: { round: RoundFacts; roundId: number }) {
  const t = useMessages(teamMessages)
  const { language } = useLanguage()
  const [doing, setDoing] = useState<'extend' | 'close' | null>(null)
  const { title, number: n, from, to, version, k, closeReason, may, state, sheetsWaiting, team, extensions } = round
  const day = (date: string) => formatDate(date, language)
  return (
    <>
      <PageHeading
        lead={
          <>
            {t('round.facts', { from: day(from), to: day(to), version, k })}
            {team.length > 0 && (
              <span className="block">
                {t(round.isNamed ? 'round.readers' : 'round.team', { names: team.join('・') })}
              </span>
            )}
            {extensions.map((one) => (
              <span key={one.to} className="block">
                {t('round.extended_why', { from: day(one.from), to: day(one.to), reason: one.reason })}
              </span>
            ))}
            {closeReason && <span className="block">{t('round.closed_why', { reason: closeReason })}</span>}
          </>
        }
        aside={
          <>
            <Tag>{t(`state.${state}`)}</Tag>
            {round.isNamed && <Tag>{t('kind.named')}</Tag>}
            {round.isSample && <SampleTag />}
          </>
        }
        actions={
          <>
            {may.includes('showSurveyTexts') && (
              <LinkButton look="secondary" to={`/admin/survey-rounds/${roundId}/texts`}>
                {t('texts')}
              </LinkButton>
            )}
            {may.includes('showPaperSheets') && (
              <LinkButton look="secondary" to={`/admin/survey-rounds/${roundId}/sheets`}>
                {t('paper')}
              </LinkButton>
            )}
            {may.includes('extendSurveyRound') && (
              <Button look="secondary" onClick={() => setDoing('extend')}>
                {t('round.extend')}
              </Button>
            )}
            {may.includes('closeSurveyRound') && (
              <Button look="secondary" onClick={() => setDoing('close')}>
                {t('round.close')}
              </Button>
            )}
          </>
        }
      >
        {t('round.title', { title, n })}
      </PageHeading>
      <Extending roundId={roundId} to={to} open={doing === 'extend'} onClose={() => setDoing(null)} />
      <Closing
        {...{ roundId, title, n, sheetsWaiting, isNamed: round.isNamed }}
        open={doing === 'close'}
        onClose={() => setDoing(null)}
      />
    </>
  )
}

interface Doing {
  readonly roundId: number
  readonly open: boolean
  readonly onClose: () => void
}

function Extending({ roundId, to, open, onClose }: Doing & { to: string }) {
  const t = useMessages(teamMessages)
  const [typed, setTyped] = useState(to)
  const { ask, error } = useTeam()
  const why = useReason({
    ...{ label: t('round.extend_reason'), support: t('round.extend_support'), missing: t('round.extend_missing') },
  })
  async function extend() {
    const day = parseDate(typed)
    if (!why.isReady(day ? [] : [{ name: 'to', message: t('open.date_missing') }]) || !day) return
    const input = { roundId, to: day, reason: why.reason }
    if (await ask((client) => client.surveys.extendSurveyRound(input), t('round.extended'))) onClose()
  }
  return (
    <ConfirmDialog
      title={t('round.extend')}
      {...{ open, onClose }}
      confirmLabel={t('round.extend')}
      danger={false}
      onConfirm={extend}
    >
      <div className="grid gap-4">
        <DateField
          {...{ name: 'to', label: t('open.to'), required: true }}
          value={typed}
          onChange={setTyped}
          {...faultsIn(why.errors)('to')}
        />
        {why.field}
        {error && <Trouble error={error} />}
      </div>
    </ConfirmDialog>
  )
}

function Closing({
  roundId,
  title,
  n,
  sheetsWaiting,
  isNamed,
  open,
  onClose,
}: Doing & { title: string; n: number; sheetsWaiting: number; isNamed: boolean }) {
  const t = useMessages(teamMessages)
  const [isSure, setSure] = useState(false)
  const { ask, error } = useTeam()
  const why = useReason({
    ...{ label: t('round.close_reason'), support: t('round.extend_support'), missing: t('round.close_missing') },
  })
  async function close() {
    const unsure: FieldTrouble[] = isSure ? [] : [{ name: 'sure', message: t('round.close_sure_missing') }]
    if (!why.isReady(unsure)) return
    const input = { roundId, reason: why.reason }
    if (await ask((client) => client.surveys.closeSurveyRound(input), t('round.closed'))) onClose()
  }
  return (
    <ConfirmDialog
      title={t('round.close_title', { title, n })}
      {...{ open, onClose }}
      confirmLabel={t('round.close')}
      onConfirm={close}
    >
      <div className="grid gap-4">
        <p>{t(isNamed ? 'round.close_note_named' : 'round.close_note')}</p>
        {sheetsWaiting > 0 && <p>{t('paper.waiting', { n: sheetsWaiting })}</p>}
        {why.field}
        <Checkbox
          name="sure"
          label={t('round.close_sure')}
          checked={isSure}
          onChange={setSure}
          {...faultsIn(why.errors)('sure')}
        />
        {error && <Trouble error={error} />}
      </div>
    </ConfirmDialog>
  )
}

/** What receivers compare with theirs; large enough to be read off a sheet on a wall. */
function KeysHash({ hash }: { hash: string }) {
  const t = useMessages(teamMessages)
  return (
    <Section title={t('keys.hash')} lead={t('keys.hash_lead')}>
      <Card>
        <p className="figures break-all text-std-20B-150">{hash}</p>
      </Card>
    </Section>
  )
}
