import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  attendedStates,
  closedStates,
  holdsSeat,
  openStates,
  pathTo,
  type State,
  type StepName,
  type StepRole,
  stageOf,
  states,
  stepFault,
  steps,
  wayOf,
} from './rules.ts'

const names = Object.keys(steps) as StepName[]
const roles: StepRole[] = ['self', 'sectionHead', 'namedPost', 'otherHead', 'hr', 'waitingList', 'swap']

/** The canonical arrows, written down a second time and apart from the table. */
const arrows = new Set(
  `draft>submitted draft>ordered returned>submitted submitted>section_head_approved submitted>returned submitted>rejected
  section_head_approved>hr_selected section_head_approved>waitlisted section_head_approved>not_selected
  waitlisted>hr_selected waitlisted>not_selected hr_selected>not_selected hr_selected>ordered
  ordered>attended ordered>partially_attended ordered>absent attended>report_due partially_attended>report_due
  report_due>report_submitted report_submitted>completed report_submitted>not_completed report_due>not_completed
  attended>completed attended>not_completed partially_attended>completed partially_attended>not_completed
  ${['submitted', 'section_head_approved', 'returned', 'hr_selected', 'waitlisted', 'ordered']
    .flatMap((state) => [`${state}>withdrawn`, `${state}>cancelled`])
    .join(' ')}`.split(/\s+/),
)

/** Any sequence of attempted steps, each kept only where the rules allow it. */
const lives = fc
  .array(fc.record({ name: fc.constantFrom(...names), role: fc.constantFrom(...roles), reason: fc.string() }), {
    maxLength: 60,
  })
  .map((attempts) => {
    const taken: { from: State; to: State; name: StepName; role: StepRole; reason: string }[] = []
    let state: State = 'draft'
    for (const { name, role, reason } of attempts) {
      if (stepFault(name, state, role, reason)) continue
      taken.push({ from: state, to: steps[name].to, name, role, reason })
      state = steps[name].to
    }
    return taken
  })

test('whatever is tried, an application only moves along the arrows (INV-T1)', () => {
  fc.assert(
    fc.property(lives, (taken) => {
      for (const { from, to } of taken) expect(arrows, `${from}>${to}`).toContain(`${from}>${to}`)
    }),
    { numRuns: 2000 },
  )
})

test('every arrow is some step, so that nothing is unreachable', () => {
  const made = new Set(names.flatMap((name) => steps[name].from.map((from) => `${from}>${steps[name].to}`)))
  expect([...arrows].filter((arrow) => !made.has(arrow))).toEqual([])
  expect([...made].filter((arrow) => !arrows.has(arrow))).toEqual([])
})

test('returning, rejecting, missing, withdrawing and cancelling need a reason (INV-T1)', () => {
  fc.assert(
    fc.property(lives, (taken) => {
      for (const { to, reason } of taken) {
        if (['returned', 'rejected', 'absent', 'withdrawn', 'cancelled'].includes(to))
          expect(reason.trim()).not.toBe('')
      }
    }),
  )
  expect(stepFault('reject', 'submitted', 'sectionHead', '  ')).toBe('reason_needed')
})

test('nobody attends without an approval or a nomination, and nobody completes without attending (INV-T8)', () => {
  fc.assert(
    fc.property(lives, (taken) => {
      const way = taken.map(({ to }) => to)
      if (way.includes('hr_selected')) {
        expect(way.slice(0, way.indexOf('hr_selected'))).toContain('section_head_approved')
      }
      if (way.includes('completed')) {
        expect(way.some((state) => state === 'attended' || state === 'partially_attended')).toBe(true)
        expect(way).not.toContain('absent')
      }
    }),
  )
})

test('only the section head, or who stands in, decides for the section, only HR selects, only the person withdraws', () => {
  for (const role of roles) {
    expect(stepFault('approve', 'submitted', role) === undefined).toBe(
      ['sectionHead', 'namedPost', 'hr', 'otherHead'].includes(role),
    )
    expect(stepFault('withdraw', 'submitted', role, 'x') === undefined).toBe(role === 'self')
    expect(stepFault('order', 'hr_selected', role) === undefined).toBe(role === 'hr')
    expect(stepFault('select', 'waitlisted', role) === undefined).toBe(role === 'hr' || role === 'waitingList')
  }
})

test('what is closed stays closed; what is open can be withdrawn and cancelled', () => {
  for (const name of names) {
    for (const state of closedStates) expect(steps[name].from).not.toContain(state)
  }
  expect([...steps.withdraw.from].sort()).toEqual([...openStates].sort())
  expect([...steps.cancel.from].sort()).toEqual([...openStates].sort())
})

test('a history from elsewhere is told along the arrows and ends where it says', () => {
  for (const state of states.filter((one) => one !== 'draft')) {
    for (const report of [true, false]) {
      for (const nominated of [true, false]) {
        const way: State[] = ['draft', ...pathTo(state, report, nominated)]
        expect(way.at(-1)).toBe(state)
        way.slice(1).forEach((to, index) => {
          expect(arrows, `${way[index]}>${to}`).toContain(`${way[index]}>${to}`)
        })
      }
    }
  }
})

test('attendance keeps the seat; waiting and leaving do not hold one (INV-T2)', () => {
  for (const state of attendedStates) expect(holdsSeat(state)).toBe(true)
  for (const state of ['submitted', 'waitlisted', 'withdrawn', 'cancelled', 'not_selected'] as const) {
    expect(holdsSeat(state)).toBe(false)
  }
})

test('an application never goes back among the stages that a person sees, but for a return', () => {
  fc.assert(
    fc.property(lives, (taken) => {
      for (const { from, to, name } of taken) {
        if (to === 'withdrawn' || to === 'cancelled' || from === 'returned') continue
        // The report is owed in the breath in which attendance is recorded: nobody sees what lies between.
        if (name === 'oweReport') continue
        expect(stageOf(to).done, `${from}>${to}`).toBeGreaterThanOrEqual(stageOf(from).done)
      }
    }),
  )
  expect(stageOf('completed')).toEqual({ done: 6, at: 'complete' })
})

test('the way shows what is behind, where the application stands, and nothing ahead of one that goes no further', () => {
  const way = (state: State, leftFrom: State | null = null, reportRequired = false) =>
    wayOf(state, leftFrom, reportRequired)
      .map(({ stage, is, isHere }) => `${stage}:${is}${isHere ? '!' : ''}`)
      .join(' ')
  expect(way('submitted')).toBe('submit:done approve:current! select:todo attend:todo complete:todo')
  expect(way('rejected')).toBe('submit:done approve:todo! select:todo attend:todo complete:todo')
  expect(way('report_due', null, true)).toBe(
    'submit:done approve:done select:done attend:done report:current! complete:todo',
  )
  expect(way('absent')).toBe('submit:done approve:done select:done attend:todo! complete:todo')
  expect(way('not_completed')).toBe('submit:done approve:done select:done attend:done complete:todo!')
  expect(way('completed')).toBe('submit:done approve:done select:done attend:done complete:done')
  // Whoever left stands where the application was; nothing is current there.
  for (const state of ['withdrawn', 'cancelled'] as const) {
    expect(way(state, 'waitlisted')).toBe('submit:done approve:done select:todo! attend:todo complete:todo')
    expect(way(state)).toBe('submit:done approve:todo select:todo attend:todo complete:todo')
  }
  expect(way('ordered', 'hr_selected')).toBe('submit:done approve:done select:done attend:current! complete:todo')
})
