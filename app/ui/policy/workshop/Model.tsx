import { useState, useSyncExternalStore } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { useChoiceInAddress } from '#platform/ui/address.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Tabs } from '#platform/ui/Tabs.tsx'
import { applied, type Change, changeTo, valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import { Canvas } from './Canvas.tsx'
import { Items } from './Fields.tsx'
import { modelMessages } from './model.messages.ts'
import { arrow, type ModelList, modelLevels, modelShapes } from './structures.ts'
import { freshId, listAt, useWork, wordsAt } from './work.tsx'

interface Node {
  readonly id: string
  readonly name: string
  readonly list: ModelList
}

/** The logic model, on its drawing or as a table; a phone has no room for the drawing. */
export function Model() {
  const t = useMessages(modelMessages)
  const [view, setView] = useChoiceInAddress('view', ['drawing', 'table'])
  const isWide = useIsWide()
  if (!isWide) return <ModelTable />
  return (
    <Tabs
      label={t('views')}
      chosen={view}
      onChoose={(chosen) => setView(chosen as typeof view)}
      tabs={[
        { id: 'drawing', label: t('view.drawing'), content: <Canvas /> },
        { id: 'table', label: t('view.table'), content: <ModelTable /> },
      ]}
    />
  )
}

const wide = '(min-width: 768px)'

function useIsWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(wide)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(wide).matches,
  )
}

/** What leads to what, from the final outcome backwards, and every arrow with its hypothesis. */
function ModelTable() {
  const t = useMessages(modelMessages)
  const { editing, isClosed } = useWork()
  const nodes = nodesIn(editing.data)
  const nameOf = (id: unknown) => nodes.find((node) => node.id === id)?.name || String(id || '…')
  return (
    <>
      {!isClosed && <Backward nodes={nodes} />}
      {modelLevels.map((list) => (
        <Section key={list} level={3} title={t(`level.${list}`)}>
          <Items shape={modelShapes[list]} path={['model', list]} folded />
        </Section>
      ))}
      <Section level={3} title={t('arrows')} lead={t('arrows.lead')}>
        <Items
          shape={arrow}
          path={['model', 'arrows']}
          folded
          nameOf={(entry) => `${nameOf(valueAt(entry, ['from']))} → ${nameOf(valueAt(entry, ['to']))}`}
        />
      </Section>
    </>
  )
}

function nodesIn(data: unknown): Node[] {
  return modelLevels.flatMap((list) =>
    listAt(data, ['model', list]).map((_, i) => ({
      ...{ list, id: wordsAt(data, ['model', list, i, 'id']), name: wordsAt(data, ['model', list, i, 'name']) },
    })),
  )
}

/** Begins with the final outcome and asks at each step what it needs; what is answered becomes a node and an arrow. */
function Backward({ nodes }: { nodes: readonly Node[] }) {
  const t = useMessages(modelMessages)
  const { editing, make } = useWork()
  const [way, setWay] = useState<readonly string[]>([])
  const [name, setName] = useState('')
  const [why, setWhy] = useState('')
  const [chosen, setChosen] = useState<ModelList>()
  const [isMissing, setMissing] = useState(false)
  const here = nodes.find(({ id }) => id === (way.at(-1) ?? nodes.find(({ list }) => list === 'finalOutcomes')?.id))
  const earlier = here ? modelLevels.slice(modelLevels.indexOf(here.list) + 1) : (['finalOutcomes'] as const)
  const list = chosen && (earlier as readonly ModelList[]).includes(chosen) ? chosen : earlier[0]
  const causes = listAt(editing.data, ['model', 'arrows'])
    .filter((one) => here && valueAt(one, ['to']) === here.id)
    .flatMap((one) => nodes.filter(({ id }) => id === valueAt(one, ['from'])))

  function add() {
    setMissing(name.trim() === '')
    if (name.trim() === '' || !list) return
    const shape = modelShapes[list]
    const id = freshId(editing.data, shape.id ?? list)
    const at = ['model', list, listAt(editing.data, ['model', list]).length]
    const node = changeTo(editing.data, at, { id, ...shape.blank, name: name.trim() })
    if (!node) return
    const changes: Change[] = [node]
    if (here) {
      const data = applied(editing.data, node)
      const end = ['model', 'arrows', listAt(data, ['model', 'arrows']).length]
      const leads = changeTo(data, end, { ...arrow.blank, from: id, to: here.id, hypothesis: why.trim() })
      if (leads) changes.push(leads)
    }
    make(changes)
    setName('')
    setWhy('')
  }

  return (
    <section
      aria-labelledby="backward"
      data-print="no"
      className="mb-6 grid gap-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6"
    >
      <h3 id="backward" className="text-std-16B-170">
        {t('backward')}
      </h3>
      {here && way.length > 0 && (
        <div>
          <Button look="text" size="small" onClick={() => setWay(way.slice(0, -1))}>
            {t('back')}
          </Button>
        </div>
      )}
      <p className="text-std-20B-150" role="status">
        {here ? t('prompt', { name: here.name || here.id }) : t('prompt.final')}
      </p>
      {causes.length > 0 && (
        <ul className="grid gap-2">
          {causes.map((cause) => (
            <li key={cause.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <span>
                <span className="text-dns-14N-130 text-solid-gray-700">{t(`level.${cause.list}`)}</span>{' '}
                {cause.name || cause.id}
              </span>
              {cause.list !== 'activities' && (
                <Button look="text" size="small" onClick={() => setWay([...way, cause.id])}>
                  {t('further')}
                  <span className="sr-only">({cause.name || cause.id})</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {list && (
        <>
          <TextField
            name="backward.name"
            label={here ? t('needed') : t('level.finalOutcomes')}
            value={name}
            onChange={setName}
            {...(isMissing && name.trim() === '' ? { error: t('needed.missing') } : {})}
          />
          {here && earlier.length > 1 && (
            <Select
              name="backward.level"
              label={t('level')}
              value={list}
              onChange={(next) => setChosen(next as ModelList)}
              choices={earlier.map((one) => ({ value: one, label: t(`level.${one}`) }))}
            />
          )}
          {here && <TextArea name="backward.why" label={t('why')} rows={2} value={why} onChange={setWhy} />}
          <div>
            <Button look="secondary" onClick={add}>
              {t('add')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
