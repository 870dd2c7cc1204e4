import { useQuery } from '@tanstack/react-query'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { SampleScope, SampleTag } from '#platform/ui/Sample.tsx'
import { Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { MinuteOutcomes } from './MinuteOutcomes.tsx'
import { MinutePart } from './MinutePart.tsx'
import { MinuteStuck } from './MinuteStuck.tsx'
import { MinuteStudies } from './MinuteStudies.tsx'
import { minuteMessages } from './minute.messages.ts'
import { usePdcaApi } from './usePdcaApi.ts'

type Minute = Output<typeof pdca.showMinute>

/** /minute: where the town stands, on one sheet: what moves, where it is stuck, what studies say, what was decided. */
export function MinutePage() {
  const t = useMessages(minuteMessages)
  const p = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery(usePdcaApi().pdca.showMinute.queryOptions({ input: {} }))
  if (error) return <PageTrouble title={t('title')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const { outcomes } = data
  const valued = outcomes.filter(({ value }) => value !== null)
  // Where all of it is invented the sheet says so once; where only some is, each value does.
  const isAllSample = valued.length > 0 && valued.every(({ restsOnSample }) => restsOnSample)
  return (
    <SampleScope isSample={isAllSample}>
      {(sample) => (
        <div data-sheet="a4">
          <Breadcrumbs crumbs={[{ label: p('model.title'), to: '/model' }, { label: t('title') }]} />
          <PageHeading
            lead={t('lead', { date: formatDate(data.asOf, language, 'both') })}
            aside={sample}
            actions={
              <Button look="secondary" onClick={() => window.print()}>
                {t('print')}
              </Button>
            }
          >
            {t('title')}
          </PageHeading>
          <div className="grid grid-cols-1 gap-4 lg:grid-cols-2 print:grid-cols-2 print:gap-2">
            <MinuteOutcomes outcomes={outcomes} mark={isAllSample ? null : <SampleTag />} />
            <MinuteStuck stuck={data.stuck} fiscalYear={data.fiscalYear} />
            <MinuteStudies studies={data.studies} />
            <Decided minute={data} />
          </div>
        </div>
      )}
    </SampleScope>
  )
}

function Decided({ minute: { decided, milestones, fiscalYear } }: { minute: Minute }) {
  const t = useMessages(minuteMessages)
  const p = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const n = (state: 'done' | 'open' | 'overdue') => decided?.decisions.filter((one) => one.state === state).length ?? 0
  const year = decided && formatFiscalYear(decided.fiscalYear, language)
  return (
    <MinutePart title={t('decided')}>
      {!decided || !year ? (
        <p>
          <Link to="/review">{t('decided.none')}</Link>
        </p>
      ) : (
        <p className="figures">
          <Link to={`/review/${decided.fiscalYear}`}>
            {decided.decisions.length === 0
              ? t('decided.empty', { year })
              : t('decided.say', {
                  ...{ year, n: decided.decisions.length, done: n('done'), open: n('open'), overdue: n('overdue') },
                })}
          </Link>
        </p>
      )}
      {decided && decided.lastClosed !== decided.fiscalYear && (
        <p>
          <Link to={`/review/${decided.lastClosed}`}>
            {t('decided.empty', { year: formatFiscalYear(decided.lastClosed, language) })}
          </Link>
        </p>
      )}
      <ul className="mt-2 grid gap-2 print:mt-1 print:gap-1">
        {decided?.decisions.slice(0, MOST).map(({ reviewDecisionId, subjectName, decision, changes, state, dueOn }) => (
          <li key={reviewDecisionId}>
            <span className="mr-2">
              <Tag tone="blue">{p(`decision.${decision}`)}</Tag>
            </span>
            {subjectName}
            {changes && <span className="text-solid-gray-700"> — {changes}</span>}{' '}
            <span className="figures whitespace-nowrap text-dns-14N-130 text-solid-gray-700">
              {t(`state.${state}`, { date: formatDate(dueOn, language) })}
            </span>
          </li>
        ))}
      </ul>
      <p className="figures mt-2 print:mt-1">
        <Link to={`/review/${fiscalYear}/plan`}>
          {milestones.initiatives === 0 ? t('decided.no_plan') : t('decided.milestones', milestones)}
        </Link>
      </p>
    </MinutePart>
  )
}

/** What fits beside the rest on one sheet; the others are counted above. */
const MOST = 5
