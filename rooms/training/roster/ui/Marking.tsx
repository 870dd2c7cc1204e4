import { memo, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { fieldId } from '#platform/ui/form/Field.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { barrierMessages } from '../../barrier.messages.ts'
import type { Barrier } from '../../barrier.rules.ts'
import { BarrierField } from '../../ui/BarrierField.tsx'
import { PersonOf, StateTag } from '../../ui/words.tsx'
import { type HalfOfDay, type MarkName, marks as names } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { placeOf, type Said, type Waiting } from './queue.ts'
import type { useMarks } from './useMarks.ts'
import type { Roster } from './words.ts'

type Marks = ReturnType<typeof useMarks>
type Attendee = Roster['people'][number]

const standingOf = ({ marks }: Attendee, at: HalfOfDay) =>
  marks.find(({ day, half }) => day === at.day && half === at.half)

/** One row a person, one radio group a row: arrow keys choose, and what is chosen is kept at once. */
export function Marking({
  at,
  people,
  marks,
  isClosed,
}: {
  at: HalfOfDay
  people: readonly Attendee[]
  marks: Marks
  isClosed: boolean
}) {
  const t = useMessages(pageMessages)
  const isMarked = (one: Attendee) => Boolean(standingOf(one, at) ?? marks.queue[placeOf(one.applicationId, at)])
  const rest = people.filter((one) => one.isOpen && !isMarked(one))
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="figures">{t('roster.marked', { n: people.filter(isMarked).length, total: people.length })}</p>
        {rest.length > 0 && !isClosed && (
          <Button
            look="secondary"
            size="small"
            onClick={() => {
              marks.mark(
                rest.map(({ applicationId }) => ({ applicationId, at, said: { mark: 'present' }, standing: null })),
              )
            }}
          >
            {t('mark.rest', { n: rest.length })}
          </Button>
        )}
      </div>
      <ul className="rounded-12 border border-solid-gray-200 bg-white">
        {people.map((one) => (
          <Row
            key={one.applicationId}
            {...{ one, at, mark: marks.mark, isClosed: isClosed || !one.isOpen }}
            waits={marks.queue[placeOf(one.applicationId, at)]}
          />
        ))}
      </ul>
    </>
  )
}

/** Drawn again only where something of it changed: of a thousand, one is marked at a time. */
const Row = memo(function Row({
  one,
  at,
  mark,
  waits,
  isClosed,
}: {
  one: Attendee
  at: HalfOfDay
  mark: Marks['mark']
  waits: Waiting | undefined
  isClosed: boolean
}) {
  const t = useMessages(pageMessages)
  const { applicationId, person, onLeave, state } = one
  const [isAway, setAway] = useState(false)
  const standing = standingOf(one, at)
  const chosen: MarkName | undefined = isAway ? 'absent' : (waits?.mark ?? standing?.mark)
  const say = (said: Said) => mark([{ applicationId, at, said, standing: standing?.markId ?? null }])
  const choose = (name: MarkName) => {
    setAway(name === 'absent')
    if (name !== 'absent') say({ mark: name })
  }
  return (
    <li className="grid items-center gap-x-6 gap-y-1 border-solid-gray-200 border-b px-4 py-2 last:border-b-0 md:grid-cols-[minmax(12rem,1fr)_auto_minmax(9rem,1fr)]">
      <PersonOf person={person} />
      <fieldset className="flex flex-wrap gap-x-4" disabled={isClosed}>
        <legend className="sr-only">{person.name}</legend>
        {names.map((name) => (
          <label key={name} className="flex min-h-11 items-center gap-2 py-1">
            <input
              type="radio"
              name={fieldId(`mark-${applicationId}`)}
              checked={chosen === name}
              onChange={() => choose(name)}
              className="h-5 w-5 accent-blue-900"
            />
            {t(`mark.${name}`)}
          </label>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-2 text-dns-14N-130 text-solid-gray-700">
        {waits && <Tag tone="yellow">{t('mark.waiting')}</Tag>}
        {!one.isOpen && <StateTag state={state} />}
        {onLeave && <Tag>{t('admin.on_leave')}</Tag>}
        {standing && !waits && <How mark={standing} />}
      </div>
      {isAway && (
        <Absence
          one={one}
          onDone={(reason, barrier) => {
            setAway(false)
            say({ mark: 'absent', reason, barrier })
          }}
        />
      )}
    </li>
  )
})

/** 10:05 二次元コード 佐藤 はるか, with the reason of an absence. */
function How({ mark }: { mark: Attendee['marks'][number] }) {
  const t = useMessages(pageMessages)
  const barrier = useMessages(barrierMessages)
  const at = new Date(mark.at).toLocaleTimeString('ja-JP', {
    timeZone: 'Asia/Tokyo',
    hour: 'numeric',
    minute: '2-digit',
  })
  return (
    <span className="figures">
      {t('mark.by', { at, way: t(`way.${mark.way}`), by: mark.way === 'list' ? (mark.by ?? '') : '' })}
      {mark.reason && ` ${mark.barrier ? barrier(`barrier.${mark.barrier}`) : ''} ${mark.reason}`}
    </span>
  )
}

/** An absence wants its reason and the kind of it before it is marked. */
function Absence({ one, onDone }: { one: Attendee; onDone: (reason: string, barrier: Barrier) => void }) {
  const t = useMessages(pageMessages)
  const [reason, setReason] = useState('')
  const [kind, setKind] = useState<Barrier | null>(null)
  const [isAsked, setAsked] = useState(false)
  const { name } = one.person
  return (
    <fieldset className="grid gap-3 py-3 md:col-span-3">
      <legend className="sr-only">{t('mark.absent_of', { name })}</legend>
      <BarrierField
        name={`barrier-${one.applicationId}`}
        label={t('mark.absent_kind', { name })}
        value={kind}
        onChange={setKind}
        isMissing={isAsked}
      />
      <TextField
        name={`reason-${one.applicationId}`}
        label={t('mark.absent_reason', { name })}
        required
        value={reason}
        onChange={setReason}
        {...(isAsked && reason.trim() === '' ? { error: t('reason.needed') } : {})}
      />
      <div>
        <Button
          look="secondary"
          size="small"
          onClick={() => {
            setAsked(true)
            if (kind && reason.trim() !== '') onDone(reason.trim(), kind)
          }}
        >
          {t('mark.absent_save')}
        </Button>
      </div>
    </fieldset>
  )
}
