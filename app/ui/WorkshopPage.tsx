import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { homeMessages } from '#app/home/messages.ts'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { PageTrouble } from '#platform/ui/PageTrouble.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Empty, Waiting } from '#platform/ui/States.tsx'
import type { mvv } from '#rooms/mvv/contract.ts'
import { mvvMessages } from '#rooms/mvv/messages.ts'
import { api } from './api.ts'
import { WorkshopPerson } from './home/WorkshopPerson.tsx'

type Workshop = Output<typeof mvv.showWorkshop>

/** /team/workshop: a section on one sheet, its purpose, its duties and who has said theirs, to work on together and to print. */
export function WorkshopPage() {
  const t = useMessages(mvvMessages)
  const u = useMessages(homeMessages)
  const { language } = useLanguage()
  const { section } = useSearch({ strict: false }) as { section?: string | number }
  const { data, error, refetch } = useQuery(
    api.mvv.showWorkshop.queryOptions({ input: section === undefined ? {} : { sectionCode: String(section) } }),
  )
  if (error) return <PageTrouble title={t('workshop.title')} error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  const said = data.people.filter(({ duty }) => duty !== null).length
  return (
    <div data-sheet="a4">
      <Breadcrumbs crumbs={[{ label: u('team.title'), to: '/team' }, { label: t('workshop.title') }]} />
      <PageHeading
        lead={t('workshop.lead', { date: formatDate(data.asOf, language, 'both') })}
        actions={
          <Button look="secondary" onClick={() => window.print()}>
            {t('workshop.print')}
          </Button>
        }
      >
        {t('workshop.of', { section: data.section.name })}
      </PageHeading>
      {data.sections.length > 1 && (
        <nav data-print="no" aria-label={t('workshop.sections')} className="mb-4 flex flex-wrap gap-x-4 gap-y-2">
          {data.sections.map(({ sectionCode, name }) => (
            <Link key={sectionCode} to="/team/workshop" search={{ section: sectionCode }}>
              {name}
            </Link>
          ))}
        </nav>
      )}
      <PurposeOnSheet workshop={data} />
      <Section title={t('workshop.people')} lead={t('workshop.said', { n: said, all: data.people.length })}>
        {data.people.length === 0 ? (
          <Empty>{t('workshop.nobody')}</Empty>
        ) : (
          <ul className="grid gap-2">
            {data.people.map((person) => (
              <WorkshopPerson key={person.staffMemberId} person={person} />
            ))}
          </ul>
        )}
      </Section>
    </div>
  )
}

function PurposeOnSheet({ workshop: { purpose, outcomes, section } }: { workshop: Workshop }) {
  const t = useMessages(mvvMessages)
  if (!purpose)
    return (
      <Section title={t('purpose.of', { section: section.name })}>
        <Empty>{t('workshop.no_purpose')}</Empty>
      </Section>
    )
  const lists = [
    { title: t('purpose.answers'), lines: purpose.answers ? [purpose.answers] : [] },
    { title: t('purpose.offers'), lines: purpose.offers ? [purpose.offers] : [] },
    { title: t('purpose.duties'), lines: purpose.duties },
    { title: t('purpose.contributes'), lines: outcomes.map(({ name }) => name) },
  ]
  return (
    <Section title={t('purpose.of', { section: purpose.statedFor.name })}>
      <p className="mb-2 text-std-20B-150">
        {purpose.purpose} {purpose.isSample && <SampleTag />}
      </p>
      <dl className="grid gap-2 sm:grid-cols-2">
        {lists
          .filter(({ lines }) => lines.length > 0)
          .map(({ title, lines }) => (
            <div key={title}>
              <dt className="text-dns-14N-130 text-solid-gray-700">{title}</dt>
              {lines.map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
      </dl>
    </Section>
  )
}
