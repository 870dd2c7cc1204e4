import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, Card, KeyValues, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import type { evidence } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { StudyResult } from './StudyResult.tsx'
import { useAct, useEvidenceApi } from './useEvidenceApi.ts'

type Study = Output<typeof evidence.showStudy>

/** /studies/$studyId: what was asked, and what the records answered; printed as it stands. */
export function StudyPage() {
  const t = useMessages(pageMessages)
  const api = useEvidenceApi()
  const { studyId } = useParams({ strict: false }) as { studyId: string }
  const { data, error, refetch } = useQuery(
    api.evidence.showStudy.queryOptions({ input: { studyId: Number(studyId) } }),
  )
  if (error) return <PageTrouble title={t('studies')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('studies'), to: '/studies' }, { label: data.question }]} />
      <PageHeading
        lead={
          data.followedBy !== null ? (
            <Link to={`/studies/${data.followedBy}`}>{t('statement.followed', { n: data.followedBy })}</Link>
          ) : (
            data.follows !== null && (
              <Link to={`/studies/${data.follows}`}>{t('statement.follows', { n: data.follows })}</Link>
            )
          )
        }
        actions={
          data.may.includes('stateStudy') &&
          data.followedBy === null && (
            <LinkButton look="secondary" to="/studies/new" search={{ follows: data.studyId }}>
              {t('statement.next')}
            </LinkButton>
          )
        }
      >
        {data.question}
      </PageHeading>
      <Answer study={data} />
      <Asked study={data} />
    </>
  )
}

function Answer({ study }: { study: Study }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { act, error, isPending } = useAct()
  const { studyId, results, may, days, withheld } = study
  const last = results.at(-1)
  const run = may.includes('runStudy') && (
    <Button
      look={last ? 'secondary' : 'primary'}
      busy={isPending}
      onClick={() => act((client) => client.evidence.runStudy({ studyId }), t('result.ran'))}
    >
      {t(last ? 'result.again' : 'result.run')}
    </Button>
  )
  return (
    <Section title={t('result.title')} actions={last && run}>
      <p aria-live="polite" className="mb-3 empty:hidden">
        {isPending && t('result.running')}
      </p>
      {error && <Trouble error={error} />}
      {last ? (
        <StudyResult study={study} result={last} />
      ) : (
        withheld === 0 && (
          <Empty action={run}>
            {t('result.none')} {t('result.to_come', { date: formatDate(days.outcomeOn, language) })}
          </Empty>
        )
      )}
      {withheld > 0 && <p className={last && 'mt-3'}>{t('result.withheld', { n: withheld })}</p>}
      {last && <Rows study={study} command={last.command} />}
    </Section>
  )
}

function Rows({ study: { studyId, may }, command }: { study: Study; command: readonly string[] }) {
  const t = useMessages(pageMessages)
  const { act, error, isPending } = useAct()
  if (!may.includes('exportStudyRows')) return null
  const [verb, ...rest] = command
  async function save() {
    const file = await act((client) => client.evidence.exportStudyRows({ studyId }))
    if (file) saveSent(file, 'text/csv')
  }
  return (
    <Section title={t('rows.title')} lead={t('rows.lead')} level={3} data-print="no">
      {error && <Trouble error={error} />}
      <Button look="secondary" busy={isPending} onClick={save}>
        {t('rows.save')}
      </Button>
      <p className="mt-3">{t('rows.command')}</p>
      <pre className="mt-1 whitespace-pre-wrap rounded-8 bg-solid-gray-50 p-3 text-dns-14N-130">
        {['hagukumi', verb, `study-${studyId}.csv`, ...rest].join(' ')}
      </pre>
    </Section>
  )
}

function Asked({ study }: { study: Study }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const { statement, names, statedOn, statedBy, digest, days } = study
  const { treatment, outcome, covariates, sections, employmentCategories, months } = statement
  const day = (date: string) => formatDate(date, language)
  const narrowed = [...sections, ...employmentCategories]
  const frozen = { date: day(statedOn), digest }
  return (
    <Section
      title={t('statement.title')}
      lead={
        <span className="wrap-anywhere">
          {statedBy ? t('statement.frozen_by', { ...frozen, name: statedBy }) : t('statement.frozen', frozen)}
        </span>
      }
    >
      <Card>
        <KeyValues
          items={[
            { label: t('form.question'), value: statement.question },
            {
              label: t('statement.treatment'),
              value: t('statement.treatment_is', {
                ...{ from: day(statement.from), to: day(statement.to), course: names.treatment },
                kind: t(`statement.kind.${treatment.kind}`),
              }),
            },
            {
              label: t('statement.outcome'),
              value: t(`statement.outcome.${outcome.kind}`, {
                ...{ name: names.outcome, months, level: outcome.kind === 'atLeast' ? outcome.level : '' },
              }),
            },
            { label: t('statement.expected'), value: t(`form.expected.${statement.expected}`) },
            {
              label: t('statement.people'),
              value:
                narrowed.length === 0
                  ? t('statement.everybody')
                  : t('statement.only', { parts: narrowed.join(language === 'ja' ? '・' : ', ') }),
            },
            { label: t('form.comparison'), value: t(`form.comparison.${statement.comparison}`) },
            { label: t('form.design'), value: t(`design.${statement.design}`) },
            ...(covariates.length > 0
              ? [
                  {
                    label: t('form.covariates'),
                    value: covariates.map((one) => t(`trait.${one}`)).join(language === 'ja' ? '・' : ', '),
                  },
                ]
              : []),
            {
              label: t('preview.days'),
              value: t('preview.days_are', {
                ...{ before: day(days.before), outcomeOn: day(days.outcomeOn), earlier: day(days.earlier) },
              }),
            },
            ...(names.from && names.to
              ? [{ label: t('statement.arrow'), value: t('statement.arrow_is', { from: names.from, to: names.to }) }]
              : []),
          ]}
        />
      </Card>
    </Section>
  )
}
