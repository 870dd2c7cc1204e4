import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useSyncExternalStore } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { useKey } from '#platform/ui/keys.ts'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { SampleScope } from '#platform/ui/Sample.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import type { evidence } from '#rooms/evidence/contract.ts'
import type { kpi } from '#rooms/kpi/contract.ts'
import { AsOfForm } from '#rooms/kpi/ui/AsOfForm.tsx'
import type { Item } from '#rooms/kpi/ui/item.ts'
import { KpiChip } from '#rooms/kpi/ui/KpiChip.tsx'
import { LowestLine } from '#rooms/kpi/ui/LowestLine.tsx'
import type { logicModel } from '#rooms/logic-model/contract.ts'
import { logicModelMessages } from '#rooms/logic-model/messages.ts'
import type { Node } from '#rooms/logic-model/rules.ts'
import type { Arrow } from '#rooms/logic-model/ui/Arrows.tsx'
import { ModelGraph } from '#rooms/logic-model/ui/ModelGraph.tsx'
import { ModelOutline } from '#rooms/logic-model/ui/ModelOutline.tsx'
import type { pdca } from '../contract.ts'
import { pdcaMessages } from '../messages.ts'
import { lastDecided, Minute } from './Minute.tsx'

/** /model: the executive's minute, then the model with its live values, as a graph or in words. */
export function ModelPage() {
  const t = useMessages(pdcaMessages)
  const api = useApi<{ evidence: typeof evidence; kpi: typeof kpi; logicModel: typeof logicModel; pdca: typeof pdca }>()
  const { asOf } = useSearch({ strict: false }) as { asOf?: string }
  const [view, toggle] = useView()
  const model = useQuery(api.logicModel.showModel.queryOptions({ input: { asOf } }))
  const values = useQuery(api.kpi.listKpis.queryOptions({ input: { asOf } }))
  const arrows = useQuery(api.evidence.listArrows.queryOptions({ input: {} }))
  const lowest = useQuery(api.kpi.listLowestGroups.queryOptions({ input: { asOf } }))
  const reviews = useQuery(api.pdca.listReviews.queryOptions({ input: {} }))
  const error = model.error ?? values.error ?? lowest.error
  const items = [...(values.data?.kpis ?? []), ...(values.data?.indicators ?? [])]
  const beside = { items, lowest: lowest.data?.groups ?? [], known: arrows.data, asOf }
  return (
    <>
      <PageHeading lead={t('model.lead')}>{t('model.title')}</PageHeading>
      {error ? (
        <>
          <Trouble error={error} retry={() => Promise.all([model.refetch(), values.refetch(), lowest.refetch()])} />
          <Numbers items={items} asOf={asOf} />
        </>
      ) : !model.data || !values.data || !lowest.data || reviews.isPending || arrows.isPending ? (
        <Waiting shape="board" />
      ) : (
        <>
          <Minute kpis={values.data.kpis ?? []} asOf={values.data.asOf} latest={lastDecided(reviews.data?.reviews)} />
          <Beyond />
          <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
            <AsOfForm key={values.data.asOf} asOf={values.data.asOf} />
            <ViewSwitch view={view} onToggle={toggle} />
          </div>
          <SampleScope>
            {(sample) => (
              <>
                {sample && <p className="mb-3">{sample}</p>}
                {view === 'graph' && <ModelGraph {...drawn(model.data, beside)} />}
                {/* Paper cannot be pressed, so it always gets the words, after the picture where there is one. */}
                <div className={view === 'graph' ? 'hidden print:block' : ''}>
                  <ModelOutline {...drawn(model.data, beside)} />
                </div>
              </>
            )}
          </SampleScope>
        </>
      )}
    </>
  )
}

/** A policy may have numbers that it wants to reach, and no model that they hang on. */
function Numbers({ items, asOf }: { items: readonly Item[]; asOf: string | undefined }) {
  const t = useMessages(pdcaMessages)
  if (items.length === 0) return null
  return (
    <div className="mt-6">
      <Section title={t('model.numbers')}>
        <SampleScope>
          {(sample) => (
            <>
              {sample && <p className="mb-3">{sample}</p>}
              <ul className="grid gap-4">
                {items.map((item) => (
                  <li key={item.id}>
                    <KpiChip item={item} {...(asOf && { asOf })} showName isMarked={Boolean(sample)} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </SampleScope>
      </Section>
    </div>
  )
}

/** What executives open from here when a number makes them ask. */
function Beyond() {
  const t = useMessages(pdcaMessages)
  return (
    <nav aria-label={t('model.beyond')} data-print="no" className="mb-6 flex flex-wrap items-center gap-x-6">
      <span aria-hidden="true" className="text-solid-gray-700">
        {t('model.beyond')}
      </span>
      {beyond.map(([word, to]) => (
        <Link key={to} to={to} className="inline-flex min-h-11 items-center">
          {t(`model.${word}`)}
        </Link>
      ))}
    </nav>
  )
}

const beyond = [
  ['skills', '/skills/sections'],
  ['completion', '/training/completion'],
  ['rounds', '/admin/rounds'],
  ['barriers', '/training/barriers'],
  ['surveys', '/admin/surveys'],
  ['studies', '/studies'],
  ['calendar', '/kpi/calendar'],
] as const

interface Beside {
  readonly items: readonly Item[]
  /** Beside the shares of outcomes that speak of all staff. */
  readonly lowest: Output<typeof kpi.listLowestGroups>['groups']
  /** What the records have earned; of another day's model too, as far as it has the same arrows. */
  readonly known: Output<typeof evidence.listArrows> | undefined
  readonly asOf: string | undefined
}

function drawn({ nodes, arrows }: Output<typeof logicModel.showModel>, { items, lowest, known, asOf }: Beside) {
  const standing = (arrow: Pick<Arrow, 'from' | 'to'>) =>
    known?.arrows.find(({ from, to }) => from === arrow.from && to === arrow.to)
  return {
    nodes,
    arrows: arrows.map((arrow) => ({ ...arrow, evidence: standing(arrow)?.level ?? arrow.evidence })),
    isContradicted: (arrow: Arrow) => standing(arrow)?.movement === 'against',
    opens: known?.mayOpen ?? false,
    figures: ({ id, isSample }: Node) =>
      items
        .filter(({ node }) => node === id)
        .map((item) => {
          const group = lowest.find(({ kpiId }) => kpiId === item.id)
          return (
            <div key={item.id}>
              <KpiChip item={item} asOf={asOf} isMarked={isSample} />
              {group && item.value && <LowestLine lowest={group.lowest} unit={item.unit} />}
            </div>
          )
        }),
  }
}

type View = 'graph' | 'outline'

/** The view in the address; in words at first where the window is too narrow for five columns. The t key switches. */
function useView(): [View, () => void] {
  const { view: wanted } = useSearch({ strict: false }) as { view?: View }
  const navigate = useNavigate()
  const isWide = useWide()
  const view = wanted ?? (isWide ? 'graph' : 'outline')
  function toggle() {
    const search = (before: Record<string, unknown>) => ({ ...before, view: view === 'graph' ? 'outline' : 'graph' })
    navigate({ to: '.', replace: true, resetScroll: false, search } as Parameters<typeof navigate>[0])
  }
  useKey('t', toggle)
  return [view, toggle]
}

function ViewSwitch({ view, onToggle }: { view: View; onToggle: () => void }) {
  const t = useMessages(logicModelMessages)
  return (
    <fieldset data-print="no" className="flex flex-wrap items-center gap-2">
      <legend className="mb-1 text-dns-14N-130 text-solid-gray-700">{t('view.label')}</legend>
      {(['graph', 'outline'] as const).map((one) => (
        <Button
          key={one}
          size="small"
          look={one === view ? 'primary' : 'secondary'}
          aria-pressed={one === view}
          onClick={() => one !== view && onToggle()}
        >
          {t(`view.${one}`)}
        </Button>
      ))}
    </fieldset>
  )
}

const wide = '(min-width: 64rem)'

/** Five columns need a wide window. */
function useWide() {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(wide)
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => matchMedia(wide).matches,
    () => true,
  )
}
