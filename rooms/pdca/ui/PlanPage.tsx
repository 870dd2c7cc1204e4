import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { formatStated } from '#rooms/kpi/rules.ts'
import { barrierMessages } from '#rooms/training/barrier.messages.ts'
import { pdcaMessages } from '../messages.ts'
import { InitiativeCard } from './InitiativeCard.tsx'
import { InitiativeForm } from './InitiativeForm.tsx'
import { planMessages } from './plan.messages.ts'
import type { YearPlan } from './review.ts'
import { useAct, usePdcaApi } from './usePdcaApi.ts'

/** /review/$fiscalYear/plan: what the year sets out to do, and how it goes. */
export function PlanPage() {
  const t = useMessages(planMessages)
  const p = useMessages(pdcaMessages)
  const { language } = useLanguage()
  const api = usePdcaApi()
  const fiscalYear = Number((useParams({ strict: false }) as { fiscalYear?: string }).fiscalYear)
  const { data, error, refetch } = useQuery(api.pdca.showYearPlan.queryOptions({ input: { fiscalYear } }))
  if (error) return <PageTrouble title={t('crumb')} lead={t('lead')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const year = formatFiscalYear(fiscalYear, language)
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: p('model.title'), to: '/model' },
          { label: p('minute.years'), to: '/review' },
          { label: year, to: `/review/${fiscalYear}` },
          { label: t('crumb') },
        ]}
      />
      <PageHeading
        lead={t('lead')}
        actions={
          <LinkButton look="secondary" to={`/review/${fiscalYear}`}>
            {t('to.review')}
          </LinkButton>
        }
      >
        {t('title', { year })}
      </PageHeading>
      <Initiatives plan={data} />
      <Section title={t('targets')}>
        {data.targets.length === 0 ? (
          <Empty>{t('targets.none')}</Empty>
        ) : (
          <ul className="figures list-disc pl-6">
            {data.targets.map(({ id, name, unit, target, targetYear, isCumulative }) => (
              <li key={id}>
                <Link to={`/kpi/${id}`}>
                  {t('target', {
                    name,
                    value: target === null ? t('target.last_year') : formatStated(target, unit, language),
                  })}
                  {targetYear !== data.fiscalYear &&
                    ` ${t('target.until', { year: formatFiscalYear(targetYear, language) })}`}
                  {isCumulative && ` ${t('target.sum')}`}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Barriers plan={data} />
    </>
  )
}

function Initiatives({ plan }: { plan: YearPlan }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const [isAdding, setAdding] = useState(false)
  const { fixed, initiatives, may } = plan
  const add = may.includes('saveInitiative') && !isAdding && (
    <Button look="secondary" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  )
  return (
    <Section
      title={t('initiatives')}
      lead={
        fixed ? t('fixed', { date: formatDate(fixed.on, language), by: fixed.by ?? t('command') }) : t('fixed.none')
      }
      actions={initiatives.length > 0 && add}
    >
      {initiatives.length === 0 && !isAdding && <Empty action={add}>{t('initiatives.none')}</Empty>}
      <ul className="grid gap-3">
        {initiatives.map((one) => (
          <li key={one.initiativeId} className="rounded-12 border border-solid-gray-200 bg-white p-4">
            <InitiativeCard plan={plan} initiative={one} />
          </li>
        ))}
      </ul>
      {isAdding && (
        <div className="mt-6">
          <InitiativeForm plan={plan} onDone={() => setAdding(false)} />
        </div>
      )}
      {may.includes('fixPlan') && initiatives.some(({ dropped }) => !dropped) && <FixPlan plan={plan} />}
    </Section>
  )
}

function FixPlan({ plan: { fiscalYear, initiatives } }: { plan: YearPlan }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const [asks, setAsks] = useState(false)
  const { act, error, isPending } = useAct()
  async function fix() {
    setAsks(false)
    await act((client) => client.pdca.fixPlan({ fiscalYear }), t('fix.done'))
  }
  return (
    <div className="mt-6" data-print="no">
      {error && <Trouble error={error} />}
      <Button onClick={() => setAsks(true)} busy={isPending}>
        {t('fix')}
      </Button>
      <ConfirmDialog
        title={t('fix.title', { year: formatFiscalYear(fiscalYear, language) })}
        open={asks}
        onClose={() => setAsks(false)}
        confirmLabel={t('fix.confirm')}
        onConfirm={fix}
      >
        <p>{t('fix.text', { n: initiatives.filter(({ dropped }) => !dropped).length })}</p>
      </ConfirmDialog>
    </div>
  )
}

function Barriers({ plan: { barriers, closedOn } }: { plan: YearPlan }) {
  const t = useMessages(planMessages)
  const { language } = useLanguage()
  const reason = useMessages(barrierMessages)
  return (
    <Section title={closedOn ? t('barriers.closed', { date: formatDate(closedOn, language) }) : t('barriers')}>
      {barriers.length === 0 ? (
        <Empty>{t('barriers.none')}</Empty>
      ) : (
        <ul className="figures list-disc pl-6">
          {barriers.map(({ barrier, total }) => (
            <li key={barrier}>{t('barrier', { reason: reason(`barrier.${barrier}`), n: total })}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}
