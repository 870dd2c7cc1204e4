import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { focusNext } from '#platform/ui/focus.ts'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { SampleTag } from '#platform/ui/Sample.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { showPath } from '#rooms/policy/findings.rules.ts'
import { type Place, valueAt } from '#rooms/policy/working-drafts/change.rules.ts'
import { moves } from '#rooms/policy/working-drafts/editing.rules.ts'
import { CommentsAt } from '../comments/Comments.tsx'
import { useAim } from './aim.ts'
import {
  EvidenceField,
  fiscalYearIn,
  type Inner,
  LevelsField,
  Lines,
  MeasureField,
  NumberField,
  RefField,
  RefsField,
} from './Inputs.tsx'
import { useEntryName } from './naming.ts'
import { partsMessages } from './parts.messages.ts'
import type { FieldSpec, Shape, Word } from './specs.ts'
import { freshId, listAt, useSaid, useWork, wordsAt } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** The fields of one thing of the policy; each is stored by itself. */
export function Fields({ specs, path }: { specs: readonly FieldSpec[]; path: Place }) {
  return (
    <div className="grid gap-4">
      {specs.map((spec) => (
        <OneField key={spec.key} spec={spec} path={[...path, spec.key]} />
      ))}
    </div>
  )
}

function OneField({ spec, path }: { spec: FieldSpec; path: Place }) {
  const t = useMessages(partsMessages)
  const words = useMessages(workshopMessages)
  const { editing, put, isClosed } = useWork()
  const said = useSaid()
  const { kind, required = false } = spec
  const told = said(path, typeof kind === 'object' && !('refs' in kind) ? undefined : 'within')
  const field = {
    name: showPath(path),
    label: t(spec.label),
    required,
    ...(spec.support ? { support: t(spec.support) } : {}),
    ...(told.length > 0 ? { error: told.join(' ') } : {}),
  }
  const change = (after: unknown) => !isClosed && put(after === undefined ? emptied(editing.data, path) : path, after)
  const held = valueAt(editing.data, path)
  const empty = required ? '' : spec.isNullable ? null : undefined
  if (kind === 'line' || kind === 'date' || kind === 'when') {
    const typed = (text: string) => (kind === 'when' && /^\d{4}$|度$/u.test(text) ? yearOr(text) : text)
    return (
      <TextField
        {...field}
        value={wordsAt(editing.data, path)}
        onChange={(text) => change(text === '' ? empty : typed(text))}
      />
    )
  }
  if (kind === 'text') {
    const value = wordsAt(editing.data, path)
    return <TextArea {...field} rows={3} value={value} onChange={(text) => change(text === '' ? empty : text)} />
  }
  if (kind === 'measure') {
    return (
      <MeasureField
        field={field}
        held={held}
        isOfOutputs={path[0] === 'indicators'}
        onChange={(text) => change(text === '' ? empty : text)}
      />
    )
  }
  if (kind === 'number') return <NumberField field={field} held={held} onChange={change} />
  if (kind === 'year') return <NumberField field={field} held={held} onChange={change} read={fiscalYearIn} />
  if (kind === 'yes') {
    const { required: _, ...shown } = field
    const no = spec.key === 'isSample' ? false : undefined
    return <Checkbox {...shown} checked={held === true} onChange={(checked) => change(checked ? true : no)} />
  }
  if (kind === 'evidence') return <EvidenceField field={field} held={held} onChange={change} />
  if (kind === 'levels') return <LevelsField field={field} held={held} onChange={change} />
  if (kind === 'lines') return <Lines field={field} held={held} onChange={change} />
  if ('choice' in kind) {
    const own = typeof held === 'string' && held !== '' && !kind.choice.includes(held) ? [held] : []
    return (
      <Select
        {...field}
        value={typeof held === 'string' && held !== '' ? held : required ? null : ''}
        onChange={(value) => change(value === '' ? undefined : value)}
        choices={[
          ...(required ? [] : [{ value: '', label: words('none') }]),
          ...kind.choice.map((value) => ({ value, label: t(`choice.${kind.words}.${value}` as Word) })),
          ...own.map((value) => ({ value, label: value })),
        ]}
      />
    )
  }
  if ('ref' in kind) return <RefField field={field} referred={kind.ref} held={held} onChange={change} />
  if ('refs' in kind) return <RefsField field={field} referred={kind.refs} held={held} onChange={change} />
  if ('group' in kind) {
    const { required: _, ...shown } = field
    return (
      <FieldGroup {...shown}>
        <div className="mt-1 border-solid-gray-300 border-l-4 pl-4">
          <Fields specs={kind.group} path={path} />
        </div>
      </FieldGroup>
    )
  }
  if ('lines' in kind) return <LinesOrItems field={field} shape={kind.lines} path={path} />
  return <Items shape={kind.list} path={path} title={field.label} {...(field.support && { support: field.support })} />
}

/** A fiscal year, or what stands there as it was typed. */
const yearOr = (text: string) => (Number.isNaN(fiscalYearIn(text)) ? text : fiscalYearIn(text))

/** What goes when a field is emptied: the group around it too, where nothing else stands in it. An entry of a list and a part of the policy stay. */
function emptied(data: unknown, path: Place): Place {
  const group = path.slice(0, -1)
  const held = valueAt(data, group)
  const isGroup = group.length > 1 && typeof group.at(-1) === 'string' && typeof held === 'object' && held !== null
  return isGroup && Object.keys(held).every((key) => key === path.at(-1)) ? group : path
}

/** Names, one a line; entries with fields of their own once more is said of one of them. */
function LinesOrItems({ field, shape, path }: { field: Inner['field']; shape: Shape; path: Place }) {
  const t = useMessages(partsMessages)
  const { editing, put, isClosed } = useWork()
  const entries = listAt(editing.data, path)
  if (entries.some((one) => typeof one === 'object'))
    return <Items shape={shape} path={path} title={t('initiatives.said')} />
  return (
    <div className="grid gap-2">
      <Lines field={field} held={valueAt(editing.data, path)} onChange={(after) => !isClosed && put(path, after)} />
      {!isClosed && entries.length > 0 && (
        <div>
          <Button
            look="text"
            size="small"
            onClick={() =>
              put(
                path,
                entries.map((name) => ({ name })),
              )
            }
          >
            {t('initiative.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Fields of a part that is one thing; the part begins with what is typed first. */
export function GroupPart({ specs, path }: { specs: readonly FieldSpec[]; path: Place }) {
  const said = useSaid()
  const keys = new Set(specs.map(({ key }) => key))
  const { findings } = useWork()
  const beside = findings.some(({ path: at }) => at.length === path.length + 1 && !keys.has(String(at.at(-1))))
  return (
    <div className="grid gap-4 rounded-12 border border-solid-gray-200 bg-white p-4 sm:p-6">
      {said(path).map((message) => (
        <p key={message} className="text-error-2">
          ＊{message}
        </p>
      ))}
      {beside && <Beside path={path} keys={keys} />}
      <Fields specs={specs} path={path} />
    </div>
  )
}

/** What is said of what has no field here. */
function Beside({ path, keys }: { path: Place; keys: ReadonlySet<string> }) {
  const { findings } = useWork()
  const said = useSaid()
  const places = findings
    .map((one) => one.path)
    .filter(
      (at) => at.length > path.length && path.every((step, i) => step === at[i]) && !keys.has(String(at[path.length])),
    )
  return places.map((at) =>
    said(at).map((message) => (
      <p key={`${showPath(at)} ${message}`} className="text-error-2">
        ＊{message}
      </p>
    )),
  )
}

/** Places in a list after some of them changed; undefined where one went. */
const placed = (now: ReadonlySet<number>, to: (at: number) => number | undefined) =>
  new Set([...now].map(to).filter((at) => at !== undefined))

/** Up to so many entries stand open at first. */
const OPEN = 8

/** The entries of a list, each with its fields; more can be added, and each moved or taken away. */
export function Items({
  shape,
  path,
  title,
  support,
  nameOf: namedBy,
  folded = false,
  beside,
}: {
  shape: Shape
  path: Place
  title?: string
  support?: string
  /** What an entry is called, where no field of it says so. */
  nameOf?: (entry: unknown) => string
  /** All of them are closed at first. */
  folded?: boolean
  /** What is shown beside an entry that is open. */
  beside?: (entry: unknown) => ReactNode
}) {
  const t = useMessages(workshopMessages)
  const words = useMessages(partsMessages)
  const { editing, put, make, isClosed } = useWork()
  const said = useSaid()
  const toast = useToast()
  const entries = listAt(editing.data, path)
  const [startsOpen, setStartsOpen] = useState(!folded && entries.length <= OPEN)
  const aim = useAim()?.at
  const aimed = aim === undefined ? -1 : entries.findIndex((entry) => valueAt(entry, ['id']) === aim)
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set(aimed >= 0 && !startsOpen ? [aimed] : []))
  const isOpen = (at: number) => turned.has(at) !== startsOpen
  const turn = useCallback(
    (at: number, open: boolean) =>
      setTurned((now) => {
        if (open === (now.has(at) !== startsOpen)) return now
        return now.has(at) ? new Set([...now].filter((one) => one !== at)) : new Set([...now, at])
      }),
    [startsOpen],
  )
  const one = words(shape.one)
  const called = useEntryName(shape)
  const nameOf = (at: number) => (namedBy ?? called)(entries[at])

  function remove(at: number) {
    const entry = entries[at]
    const place = [...path, at]
    make([{ path: place, before: entry }])
    setTurned((now) => placed(now, (n) => (n === at ? undefined : n > at ? n - 1 : n)))
    toast({
      message: t('removed', { what: nameOf(at) ?? `${one}${at + 1}` }),
      undo: () => {
        make([{ path: place, after: entry }])
        setTurned((now) => placed(now, (n) => (n >= at ? n + 1 : n)))
      },
    })
    focusNext(...[at, at - 1].map((n) => idOf(n)), idOf('add'))
  }

  /** An entry goes one place up or down; whoever moved it stays with it. */
  function move(at: number, to: number) {
    make(moves(editing.data, path, at, to))
    setTurned((now) => placed(now, (n) => (n === at ? to : n === to ? at : n)))
    const [way, back] = to < at ? ['up', 'down'] : ['down', 'up']
    focusNext(`${idOf(to)}.${way}`, `${idOf(to)}.${back}`)
  }
  const idOf = (at: number | 'add') => `entry-${showPath([...path, at])}`

  return (
    <section {...(title && { 'aria-label': title })} className="grid gap-3">
      {title && <h3 className="text-std-16B-170 text-solid-gray-800">{title}</h3>}
      {support && <p className="text-solid-gray-700">{support}</p>}
      {said(path).map((message) => (
        <p key={message} className="text-error-2">
          ＊{message}
        </p>
      ))}
      {entries.map((entry, at) => {
        const faults = said([...path, at], 'within').length
        return (
          <Entry
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place; it has no other name.
            key={at}
            {...{ at, one, faults, turn }}
            id={idOf(at)}
            name={shorten(nameOf(at)) ?? t('unnamed')}
            isSample={valueAt(entry, ['isSample']) === true}
            isOpen={isOpen(at)}
            isLedTo={at === aimed}
          >
            {isOpen(at) && (
              <div className="grid gap-4 px-4 pb-4 sm:px-6 sm:pb-6">
                {said([...path, at]).map((message) => (
                  <p key={message} className="text-error-2">
                    ＊{message}
                  </p>
                ))}
                <Beside path={[...path, at]} keys={new Set(shape.fields.map(({ key }) => key))} />
                {beside?.(entry)}
                {typeof entry === 'string' ? (
                  <PlainEntry shape={shape} path={[...path, at]} />
                ) : (
                  <Fields specs={shape.fields} path={[...path, at]} />
                )}
                <CommentsAt place={[...path, at]} />
                {!isClosed && (
                  <div className="flex flex-wrap gap-x-4 gap-y-2">
                    {at > 0 && (
                      <Button look="text" size="small" id={`${idOf(at)}.up`} onClick={() => move(at, at - 1)}>
                        {t('up')}
                        <span className="sr-only">({nameOf(at) ?? at + 1})</span>
                      </Button>
                    )}
                    {at < entries.length - 1 && (
                      <Button look="text" size="small" id={`${idOf(at)}.down`} onClick={() => move(at, at + 1)}>
                        {t('down')}
                        <span className="sr-only">({nameOf(at) ?? at + 1})</span>
                      </Button>
                    )}
                    <Button look="text" size="small" onClick={() => remove(at)}>
                      {t('remove', { what: `${one}${at + 1}` })}
                    </Button>
                  </div>
                )}
              </div>
            )}
          </Entry>
        )
      })}
      {!isClosed && (
        <div>
          <Button
            id={idOf('add')}
            look="secondary"
            size="small"
            onClick={() => {
              const fresh = shape.id ? { id: freshId(editing.data, shape.id), ...shape.blank } : { ...shape.blank }
              put([...path, entries.length], fresh)
              if (!startsOpen || entries.length >= OPEN) {
                setStartsOpen(false)
                setTurned(new Set([entries.length]))
              }
              focusNext(`field-${showPath([...path, entries.length, shape.fields[0]!.key])}`)
            }}
          >
            {t('add', { what: one })}
          </Button>
        </div>
      )}
    </section>
  )
}

interface EntryProps {
  readonly at: number
  readonly id: string
  readonly one: string
  readonly name: string
  readonly isSample: boolean
  readonly faults: number
  readonly isOpen: boolean
  readonly isLedTo: boolean
  readonly turn: (at: number, open: boolean) => void
  readonly children: ReactNode
}

/** One entry by its name; of hundreds that are closed a key draws none anew. */
const Entry = memo(function Entry(props: EntryProps) {
  const { at, id, one, name, isSample, faults, isOpen, isLedTo, turn, children } = props
  const t = useMessages(workshopMessages)
  const own = useRef<HTMLDetailsElement>(null)
  // Once, as the page opens: whoever was led here stands before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever stands here later was not led to.
  useEffect(() => {
    if (!isLedTo) return
    own.current?.scrollIntoView({ block: 'start' })
    own.current?.querySelector('summary')?.focus({ preventScroll: true })
  }, [])
  return (
    <details
      ref={own}
      data-led-to={isLedTo || undefined}
      open={isOpen}
      onToggle={(event) => turn(at, event.currentTarget.open)}
      className="rounded-12 border border-solid-gray-200 bg-white"
    >
      <summary
        id={id}
        className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 sm:px-6"
      >
        <span className="text-dns-14N-130 text-solid-gray-700">
          {one}
          {at + 1}
        </span>
        <span className="min-w-0 text-std-16B-170 [overflow-wrap:anywhere]">{name}</span>
        {isSample && <SampleTag />}
        {faults > 0 && <Tag tone="red">{t('faults', { n: faults })}</Tag>}
      </summary>
      {children}
    </details>
  )
})

/** An entry that says its name alone; what is said of it besides makes it one with fields. */
function PlainEntry({ shape, path }: { shape: Shape; path: Place }) {
  const t = useMessages(partsMessages)
  const { editing, put, isClosed } = useWork()
  const name = wordsAt(editing.data, path)
  return (
    <div className="grid gap-2">
      <TextField
        name={showPath(path)}
        label={t(shape.fields[0]!.label)}
        required
        value={name}
        onChange={(text) => !isClosed && put(path, text)}
      />
      {!isClosed && (
        <div>
          <Button look="text" size="small" onClick={() => put(path, { name })}>
            {t('initiative.more.one')}
          </Button>
        </div>
      )}
    </div>
  )
}

const shorten = (name: string | undefined) => (name && name.length > 60 ? `${name.slice(0, 60)}…` : name)
