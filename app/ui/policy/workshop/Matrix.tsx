import { type ClipboardEvent, type KeyboardEvent, memo, useCallback, useMemo, useRef, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Empty } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { applied, type Change, changeTo, inverse } from '#rooms/policy/working-drafts/change.rules.ts'
import {
  type MatrixGrade,
  type MatrixSkill,
  matrixOf,
  occupationsIn,
  type PasteFault,
  pasted,
} from '#rooms/policy/working-drafts/matrix.rules.ts'
import { matrixMessages } from './matrix.messages.ts'
import { useSaid, useWork } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

interface Cell {
  readonly skill: number
  readonly grade: number
}

/**
 * Expected levels by grade, as a grid: arrows go from cell to cell, with Shift they mark; digits say a level, Delete takes it away; what
 * is marked is filled, copied, and pasted from a spreadsheet.
 */
export function Matrix() {
  const t = useMessages(matrixMessages)
  const words = useMessages(workshopMessages)
  const { editing, make, isClosed } = useWork()
  const said = useSaid()
  const toast = useToast()
  const [occupation, setOccupation] = useState('')
  const of = occupation.trim()
  const matrix = useMemo(() => matrixOf(editing.data, of === '' ? undefined : of), [editing.data, of])
  const occupations = useMemo(() => occupationsIn(editing.data), [editing.data])
  const [at, setAt] = useState<Cell>({ skill: 0, grade: 0 })
  const [end, setEnd] = useState<Cell>(at)
  const [faults, setFaults] = useState<readonly PasteFault[]>([])
  const grid = useRef<HTMLTableElement>(null)
  const { skills, grades, highest } = matrix

  const go = useCallback((to: Cell, marks = false) => {
    if (!marks) setAt(to)
    setEnd(to)
    const cell = grid.current?.tBodies[0]?.rows[to.skill]?.cells[to.grade + 1]
    cell?.focus()
  }, [])
  if (skills.length === 0 || grades.length === 0)
    return <Empty>{t(grades.length === 0 ? 'no_grades' : 'no_skills')}</Empty>

  const first = { skill: Math.min(at.skill, end.skill), grade: Math.min(at.grade, end.grade) }
  const last = { skill: Math.max(at.skill, end.skill), grade: Math.max(at.grade, end.grade) }
  const rows = Array.from({ length: last.skill - first.skill + 1 }, (_, i) => first.skill + i)
  const columns = Array.from({ length: last.grade - first.grade + 1 }, (_, i) => first.grade + i)

  function say(cells: readonly (Cell & { level: number | undefined })[], done: string) {
    if (isClosed) return
    let data = editing.data
    const changes: Change[] = []
    for (const { skill, grade, level } of cells) {
      const change = changeTo(data, [...skills[skill]!.path, grades[grade]!.id], level)
      if (!change) continue
      changes.push(change)
      data = applied(data, change)
    }
    if (changes.length === 0) return
    make(changes)
    if (done) toast({ message: done, undo: () => make(changes.toReversed().map(inverse)) })
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (step) {
      event.preventDefault()
      const to = {
        skill: Math.min(skills.length - 1, Math.max(0, end.skill + step[0]!)),
        grade: Math.min(grades.length - 1, Math.max(0, end.grade + step[1]!)),
      }
      go(to, event.shiftKey)
    } else if (/^\d$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      const level = Number(event.key)
      if (level <= highest)
        say(
          marked().map((cell) => ({ ...cell, level })),
          '',
        )
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      say(
        marked().map((cell) => ({ ...cell, level: undefined })),
        '',
      )
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      fillDown()
    }
  }
  const marked = () => rows.flatMap((skill) => columns.map((grade) => ({ skill, grade })))

  /** What stands in the top row of what is marked, down to its last row; of one cell, from the one above. */
  function fillDown() {
    const from = rows.length > 1 ? first.skill : Math.max(0, first.skill - 1)
    const cells = rows
      .filter((skill) => skill !== from)
      .flatMap((skill) => columns.map((grade) => ({ skill, grade, level: statedAt(skills[from]!, grades[grade]!) })))
    say(cells, t('filled', { n: cells.length }))
  }

  function onCopy(event: ClipboardEvent) {
    const text = rows
      .map((skill) => columns.map((grade) => statedAt(skills[skill]!, grades[grade]!) ?? '-').join('\t'))
      .join('\n')
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
  }

  function onPaste(event: ClipboardEvent) {
    if (isClosed) return
    event.preventDefault()
    const result = pasted(event.clipboardData.getData('text/plain'), matrix, first)
    if ('faults' in result) return setFaults(result.faults)
    setFaults([])
    say(result.cells, t('pasted', { n: result.cells.length }))
  }

  const chosen = skills[end.skill]!
  const grade = grades[end.grade]!
  const level = statedAt(chosen, grade)
  const told = said([...chosen.path, grade.id])
  return (
    <div className="grid gap-4">
      <p className="max-w-[42em] text-solid-gray-700">{t('how')}</p>
      <TextField
        name="matrix.occupation"
        label={t('occupation')}
        support={t('occupation.hint')}
        value={occupation}
        onChange={setOccupation}
        suggestions={occupations.map((value) => ({ value, label: '' }))}
        characters={20}
      />
      {faults.length > 0 && (
        <div role="alert" className="rounded-12 border-2 border-error-1 bg-white p-4">
          <p className="text-std-16B-170 text-error-2">{t('faults', { n: faults.length })}</p>
          <ul className="mt-1 grid gap-1">
            {faults.slice(0, 20).map((one) => (
              <li key={JSON.stringify(one)}>{t(`fault.${one.key}`, one.values)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="max-h-[70dvh] overflow-auto rounded-12 border border-solid-gray-200 bg-white print:max-h-none">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are gone through by keys is a grid.
          role="grid"
          aria-label={of === '' ? t('title') : t('title.occupation', { occupation: of })}
          aria-multiselectable="true"
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onPaste={onPaste}
          className="w-full border-collapse text-left text-dns-16N-130"
        >
          <thead className="sticky top-0 z-20 bg-solid-gray-50">
            <tr>
              <th scope="col" className="sticky left-0 z-10 min-w-36 bg-solid-gray-50 px-3 py-2">
                {t('skill')}
              </th>
              {grades.map(({ id, label }) => (
                <th key={id} scope="col" className="px-2 py-2 text-center align-bottom font-normal">
                  <span className="block text-dns-14B-130">{id}</span>
                  {label !== id && <span className="block text-dns-14N-130 text-solid-gray-700">{label}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {skills.map((skill, row) => (
              <Row
                key={skill.path.join('.')}
                skill={skill}
                row={row}
                grades={grades}
                from={row >= first.skill && row <= last.skill ? first.grade : -1}
                to={row >= first.skill && row <= last.skill ? last.grade : -1}
                focused={row === end.skill ? end.grade : -1}
                faulty={said(skill.path, 'within').length > 0}
                go={go}
                t={t}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="grid gap-3 rounded-12 border border-solid-gray-200 bg-white p-4">
        <Select
          name="matrix.level"
          label={t('chosen', { skill: chosen.name, grade: grade.id })}
          value={level === undefined ? '' : String(level)}
          onChange={(value) => say([{ ...end, level: value === '' ? undefined : Number(value) }], '')}
          choices={[
            { value: '', label: t('as_below') },
            { value: '0', label: t('nothing') },
            ...chosen.levels.map((one) => ({ value: String(one.level), label: `${one.level} ${one.name}` })),
            ...(level !== undefined && level !== 0 && !chosen.levels.some((one) => one.level === level)
              ? [{ value: String(level), label: String(level) }]
              : []),
          ]}
          {...(told.length > 0 ? { error: told.join(' ') } : {})}
        />
        {!isClosed && (
          <div>
            <Button look="secondary" size="small" onClick={fillDown}>
              {t('fill')}
            </Button>
          </div>
        )}
        {isClosed && <p>{words('closed')}</p>}
      </div>
    </div>
  )
}

type T = ReturnType<typeof useMessages<keyof (typeof matrixMessages)['ja'] & string>>

const Row = memo(function Row({
  skill,
  row,
  grades,
  from,
  to,
  focused,
  faulty,
  go,
  t,
}: {
  skill: MatrixSkill
  row: number
  grades: readonly MatrixGrade[]
  from: number
  to: number
  focused: number
  faulty: boolean
  go: (to: Cell, marks?: boolean) => void
  t: T
}) {
  let below: number | undefined
  return (
    <tr className="border-solid-gray-200 border-t">
      <th scope="row" className="sticky left-0 z-10 bg-white px-3 py-1 font-normal">
        {skill.name}
        {faulty && <span className="ml-1 text-error-2">{t('has_faults')}</span>}
      </th>
      {grades.map((grade, column) => {
        const level = statedAt(skill, grade)
        if (level !== undefined) below = level
        const name = skill.levels.find((one) => one.level === (level ?? below))?.name ?? ''
        const isMarked = column >= from && column <= to
        const isFocused = column === focused
        return (
          <td
            key={grade.id}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid.
            role="gridcell"
            tabIndex={isFocused ? 0 : -1}
            aria-selected={isMarked}
            aria-label={t(level === undefined ? 'cell.below' : 'cell', {
              ...{ skill: skill.name, grade: grade.id, level: level ?? below ?? '–', name },
            })}
            onMouseDown={(event) => go({ skill: row, grade: column }, event.shiftKey)}
            className={`h-11 min-w-12 cursor-cell text-center ${isMarked ? 'bg-blue-100' : ''} ${isFocused ? 'not-focus:outline-2 not-focus:outline-blue-900' : ''} ${level === undefined ? 'text-solid-gray-600' : 'font-bold'}`}
          >
            {level ?? (below === undefined ? '–' : `(${below})`)}
          </td>
        )
      })}
    </tr>
  )
})

function statedAt({ expected }: MatrixSkill, { id }: MatrixGrade): number | undefined {
  const level = expected[id]
  return typeof level === 'number' ? level : undefined
}
