import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useApi, useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { formatNumber } from '#platform/ui/Figure.tsx'
import { saveSent } from '#platform/ui/files.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { Link, LinkButton } from '#platform/ui/Link.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { usePlace } from '#platform/ui/table/address.ts'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'
import { standings } from '../worklist.rules.ts'
import { usePersonColumns } from './PersonColumns.tsx'

type Worklist = Output<typeof literacy.showFloorWorklist>
type Chosen = Partial<Record<'within' | 'standing' | 'grade' | 'employmentCategory', string>>

const pageSize = 50

/** 一定水準の対象者, for HR: who is not at the floor yet, and who is outside, each with the reason. */
export function WorklistPage() {
  const t = useMessages(literacyMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const chosen = useChosen()
  const place = usePlace('people')
  const { after } = place
  const { data, error, refetch } = useQuery(
    api.literacy.showFloorWorklist.queryOptions({
      input: { ...(chosen as object), pageSize, ...(after ? { after } : {}) },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: data?.name ?? t('board.title'), to: '/literacy' }, { label: t('worklist.title') }]}
      />
      <PageHeading lead={t('worklist.lead')} actions={data && <BeginRound counts={data.counts} chosen={chosen} />}>
        {t('worklist.title')}
      </PageHeading>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" rows={8} />}
      {!error && data && (
        <>
          <Counts counts={[...data.counts, ...ending(data)]} chosen={chosen} />
          <Section title={t('worklist.people')} actions={<SaveFile chosen={chosen} />}>
            {data.section && (
              <p className="mb-3 flex flex-wrap gap-x-4">
                {t('worklist.of_section', { name: data.section.name })}
                <Link to="." search={{ ...chosen, within: undefined }} staysHere>
                  {t('worklist.all_sections')}
                </Link>
              </p>
            )}
            <SampleScope isSample={data.isSample}>
              {() => <People worklist={data} {...{ chosen, place }} />}
            </SampleScope>
          </Section>
        </>
      )}
    </>
  )
}

/** Below the floor; of those on leave, whoever is so comes along, and waits. */
const toBegin = ['unassessed', 'below'] as const

/** On to a round for those who are chosen here and have the floor ahead; with how many they are. */
function BeginRound({ counts, chosen: { standing, ...chosen } }: { counts: Worklist['counts']; chosen: Chosen }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  const wanted = toBegin.filter((one) => standing === undefined || standing === one)
  const people = counts
    .filter((one) => wanted.some((name) => name === one.standing))
    .reduce((sum, one) => sum + one.people, 0)
  if (people === 0) return null
  const search = { begin: 1, ...chosen, standing }
  return (
    <LinkButton to="/admin/rounds" search={search}>
      {t('worklist.round', { n: formatNumber(people, language) ?? '' })}
    </LinkButton>
  )
}

/** Each standing with its people; pressed, the list shows those. */
type Counted = { standing: Worklist['counts'][number]['standing'] | 'ending'; people: number }

const ending = ({ ending: people }: Worklist): Counted[] => (people > 0 ? [{ standing: 'ending', people }] : [])

function Counts({ counts, chosen }: { counts: readonly Counted[]; chosen: Chosen }) {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  return (
    <ul aria-label={t('worklist.counts')} className="mb-6 grid grid-cols-2 gap-3 md:flex md:flex-wrap">
      {counts.map(({ standing, people }) => (
        <li key={standing} className="rounded-8 border border-solid-gray-200 bg-white px-4 py-2">
          <Link to="." search={{ ...chosen, standing }} staysHere>
            {t(`standing.${standing}`)}
          </Link>
          <span className="figures block text-std-20B-150">
            {t('people', { n: formatNumber(people, language) ?? '' })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function People({
  worklist,
  chosen,
  place,
}: {
  worklist: Worklist
  chosen: Chosen
  place: ReturnType<typeof usePlace>
}) {
  const t = useMessages(literacyMessages)
  const columns = usePersonColumns(worklist.skills)
  return (
    <DataTable
      caption={t('worklist.title')}
      name="people"
      columns={columns}
      rows={worklist.people}
      rowKey={({ staffMemberId }) => staffMemberId}
      turning={{ place, next: worklist.next ?? undefined }}
      filter={<Choices worklist={worklist} chosen={chosen} />}
      {...(Object.keys(chosen).length === 0 && { empty: <Empty>{t('team.all_reached')}</Empty> })}
    />
  )
}

function Choices({ worklist, chosen }: { worklist: Worklist; chosen: Chosen }) {
  const t = useMessages(literacyMessages)
  const navigate = useNavigate()
  const choose = (part: keyof Chosen) => (value: string) =>
    navigate({
      to: '.',
      replace: true,
      resetScroll: false,
      search: { ...chosen, [part]: value || undefined },
    } as Parameters<typeof navigate>[0])
  const all = { value: '', label: t('worklist.any') }
  const words = (list: readonly string[]) => list.map((value) => ({ value, label: value }))
  return (
    <div className="grid w-full gap-4 md:grid-cols-3">
      <Select
        name="standing"
        label={t('worklist.standing')}
        value={chosen.standing ?? ''}
        onChange={choose('standing')}
        choices={[
          { value: '', label: t('worklist.all') },
          ...[...standings, 'ending' as const].map((value) => ({ value, label: t(`standing.${value}`) })),
        ]}
      />
      <Select
        name="grade"
        label={t('worklist.grade')}
        value={chosen.grade ?? ''}
        onChange={choose('grade')}
        choices={[all, ...words(worklist.grades)]}
      />
      <Select
        name="employmentCategory"
        label={t('worklist.category')}
        value={chosen.employmentCategory ?? ''}
        onChange={choose('employmentCategory')}
        choices={[all, ...words(worklist.employmentCategories)]}
      />
    </div>
  )
}

function SaveFile({ chosen }: { chosen: Chosen }) {
  const t = useMessages(literacyMessages)
  const client = useClient<{ literacy: typeof literacy }>()
  const save = async () => saveSent(await client.literacy.exportFloorWorklist(chosen as object), 'text/csv')
  return (
    <Button look="secondary" size="small" onClick={save}>
      {t('worklist.csv')}
    </Button>
  )
}

/** What was chosen stands in the address. A section's code may look like a number there. */
function useChosen(): Chosen {
  const { within, standing, grade, employmentCategory } = useSearch({ strict: false }) as Record<string, unknown>
  const all = { within, standing, grade, employmentCategory }
  return Object.fromEntries(
    Object.entries(all).flatMap(([part, value]) => (value === undefined ? [] : [[part, String(value)]])),
  )
}
