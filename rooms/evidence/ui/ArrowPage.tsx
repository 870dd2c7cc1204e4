import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, formatFiscalYear } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { evidenceMessages } from '../messages.ts'
import { arrowMessages } from './arrow.messages.ts'
import { Comparison } from './Comparison.tsx'
import { LevelTag } from './LevelTag.tsx'
import { SourceForm } from './SourceForm.tsx'
import { type ShownArrow, useAct, useEvidenceApi } from './useEvidenceApi.ts'

/** /model/arrow?from=…&to=…: what is known of one arrow. */
export function ArrowPage() {
  const t = useMessages(arrowMessages)
  const api = useEvidenceApi()
  const { from = '', to = '' } = useSearch({ strict: false }) as { from?: string; to?: string }
  const { data, error, refetch } = useQuery(
    api.evidence.showArrow.queryOptions({
      input: { fromNode: String(from), toNode: String(to) },
      enabled: from !== '' && to !== '',
    }),
  )
  if (from === '' || to === '') return <NoArrow />
  if (error) return <PageTrouble title={t('arrow.none.title')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const title = t('arrow.title', { from: data.fromName, to: data.toName })
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('model'), to: '/model' }, { label: title }]} />
      <PageHeading lead={data.hypothesis}>{title}</PageHeading>
      <Card>
        <p className="flex flex-wrap items-center gap-3">
          {t('arrow.level')} <LevelTag level={data.level} /> {t(`basis.${data.basis}`)}
          {data.movement === 'against' && <Tag tone="yellow">✕ {t('movement.against')}</Tag>}
        </p>
        <p className="mt-2 text-solid-gray-700">{t('arrow.not_effect')}</p>
      </Card>
      <Studies arrow={data} />
      <Comparisons arrow={data} />
      {(data.movement === 'against' || data.answers.length > 0) && <Answers arrow={data} />}
      <Sources arrow={data} />
    </>
  )
}

/** Come to by a link that names no arrow. */
function NoArrow() {
  const t = useMessages(arrowMessages)
  return (
    <>
      <PageHeading>{t('arrow.none.title')}</PageHeading>
      <Empty action={<LinkButton to="/model">{t('model')}</LinkButton>}>{t('arrow.none')}</Empty>
    </>
  )
}

function Studies({ arrow: { studies } }: { arrow: ShownArrow }) {
  const t = useMessages(arrowMessages)
  const { language } = useLanguage()
  return (
    <Section title={t('studies')}>
      {studies.length === 0 ? (
        <Empty
          action={
            <LinkButton look="secondary" to="/studies">
              {t('studies.open')}
            </LinkButton>
          }
        >
          {t('studies.none')}
        </Empty>
      ) : (
        <ul className="grid gap-3">
          {studies.map(({ studyId, question, statedOn, result }) => (
            <li key={studyId} className="rounded-12 border border-solid-gray-200 bg-white p-4">
              <Link to={`/studies/${studyId}`}>{question}</Link>
              <p className="mt-1 flex flex-wrap items-center gap-3 text-dns-14N-130 text-solid-gray-700">
                {formatDate(statedOn, language)}
                {result ? <LevelTag level={result.level} /> : t('studies.not_run')}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Comparisons({ arrow }: { arrow: ShownArrow }) {
  const t = useMessages(arrowMessages)
  const { act, error, isPending } = useAct()
  const compare = arrow.may.includes('compareArrows') && (
    <Button
      look="secondary"
      busy={isPending}
      onClick={() => act((client) => client.evidence.compareArrows({}), t('compared.done'))}
    >
      {t('compared.again')}
    </Button>
  )
  return (
    <Section title={t('compared')} lead={t('compared.lead')} actions={arrow.comparisons.length > 0 && compare}>
      {error && <Trouble error={error} />}
      {arrow.comparisons.length === 0 ? (
        <Empty action={compare}>{t('compared.none')}</Empty>
      ) : (
        <div className="grid gap-6">
          {arrow.comparisons.map((one) => (
            <Comparison key={`${one.cause} ${one.effect}`} comparison={one} lagYears={arrow.lagYears} />
          ))}
        </div>
      )}
    </Section>
  )
}

function Answers({ arrow }: { arrow: ShownArrow }) {
  const t = useMessages(arrowMessages)
  const said = useMessages(evidenceMessages)
  const { language } = useLanguage()
  return (
    <Section title={t('answers')} lead={t('answers.lead')}>
      {arrow.answers.length === 0 ? (
        <p>{t('answers.none')}</p>
      ) : (
        <ul className="grid gap-3">
          {arrow.answers.map(({ fiscalYear, follows, answer, by, on }) => (
            <li key={`${fiscalYear} ${on} ${answer}`} className="rounded-12 border border-solid-gray-200 bg-white p-4">
              {follows && <p className="text-std-16B-170">{said(`follows.${follows}`)}</p>}
              <p className="whitespace-pre-line">{answer}</p>
              <p className="mt-1 text-dns-14N-130 text-solid-gray-700">
                {formatFiscalYear(fiscalYear, language)} {formatDate(on, language)} {by}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Sources({ arrow }: { arrow: ShownArrow }) {
  const t = useMessages(arrowMessages)
  const { language } = useLanguage()
  const [isAdding, setAdding] = useState(false)
  const { act, error } = useAct()
  const mayAdd = arrow.may.includes('addArrowSource')
  const add = mayAdd && !isAdding && (
    <Button look="secondary" onClick={() => setAdding(true)}>
      {t('sources.add')}
    </Button>
  )
  return (
    <Section title={t('sources')} lead={t('sources.lead')} actions={arrow.sources.length > 0 && add}>
      {error && <Trouble error={error} />}
      {arrow.sources.length === 0 && !isAdding && <Empty action={add}>{t('sources.none')}</Empty>}
      <ul className="grid gap-3">
        {arrow.sources.map(({ arrowSourceId, citation, population, people, finding, level }) => (
          <li key={arrowSourceId} className="rounded-12 border border-solid-gray-200 bg-white p-4">
            <p className="wrap-anywhere">{finding}</p>
            <p className="wrap-anywhere mt-1 text-dns-14N-130 text-solid-gray-700">{citation}</p>
            <p className="mt-1 flex flex-wrap items-center gap-3 text-dns-14N-130 text-solid-gray-700">
              {t('sources.who', { population, people: formatNumber(people, language) ?? '' })}
              <LevelTag level={level} />
              {t('sources.elsewhere')}
            </p>
            {mayAdd && (
              <Button
                look="text"
                size="small"
                onClick={() =>
                  act((client) => client.evidence.withdrawArrowSource({ arrowSourceId }), t('sources.withdrawn'))
                }
              >
                {t('sources.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <SourceForm arrow={arrow} onDone={() => setAdding(false)} />}
    </Section>
  )
}
