import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { FieldGroup } from '#platform/ui/form/Field.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { wholeIn } from '#platform/ui/form/typed.ts'
import { Trouble } from '#platform/ui/States.tsx'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { planning } from '../contract.ts'
import { APPLY_DAYS, entries, hoursIn, type Line, roomsIn } from '../rules.ts'
import { pageMessages } from './messages.ts'

const begin = {
  from: '',
  to: '',
  weekdays: '1111100',
  hours: '9:00-12:00\n13:30-16:30',
  days: '1',
  rooms: '',
  without: '',
  applyDays: String(APPLY_DAYS),
}
const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Days, hours and rooms; what they come to stands in the table before anything is made. */
export function PlanForm({ course, onLines }: { course: string; onLines: (lines: readonly Line[]) => void }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const [typed, keep] = useDraft('plan-of-sessions', begin)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [leftOut, setLeftOut] = useState<readonly string[]>([])
  const { act, error, isPending } = useAct<Output<typeof planning.planSessions>>()
  const faultOf = faultsIn(errors)
  const field = (name: keyof typeof begin) => ({
    ...{ name, label: t(`plan.${name}`), value: typed[name], ...faultOf(name) },
    onChange: (value: string) => keep({ ...typed, [name]: value }),
  })

  async function submit() {
    const [from, to] = [parseDate(typed.from), parseDate(typed.to)]
    const [hours, rooms] = [hoursIn(typed.hours), roomsIn(typed.rooms)]
    const [days, applyDays] = [wholeIn(typed.days, 1, 5), wholeIn(typed.applyDays, 0, 90)]
    const without = entries(typed.without.replaceAll(/[、,]/g, '\n')).map((day) => parseDate(day))
    const read = { courseCode: course || undefined, from, to, hours, rooms, days, applyDays }
    const missing = Object.entries(read).filter(([, value]) => value === undefined)
    const faults: FieldTrouble[] = [
      ...missing.map(([name]) => ({ name, message: t(`plan.fault.${name as keyof typeof read}`) })),
      ...(typed.weekdays.includes('1') ? [] : [{ name: 'weekdays', message: t('plan.fault.weekdays') }]),
      ...(without.includes(undefined) ? [{ name: 'without', message: t('plan.fault.without') }] : []),
    ]
    setErrors(faults)
    if (faults.length > 0) return
    const plan = { course, from: from!, to: to!, hours: hours!, rooms: rooms!, days: days!, applyDays: applyDays! }
    const asked = { ...plan, weekdays: typed.weekdays, without: without as string[] }
    const found = await act((client) => client.training.planSessions(asked))
    if (!found) return
    setLeftOut(found.leftOut)
    onLines(found.lines)
  }

  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" look="secondary" busy={isPending}>
          {t('plan.do')}
        </Button>
      }
    >
      <DateField {...field('from')} required />
      <DateField {...field('to')} required />
      <FieldGroup name="weekdays" label={t('plan.weekdays')} required {...faultOf('weekdays')}>
        <div className="flex flex-wrap gap-x-6">
          {weekdayNames.map((weekday, at) => (
            <Checkbox
              key={weekday}
              name={weekday}
              label={t(`plan.${weekday}`)}
              checked={typed.weekdays[at] === '1'}
              onChange={(isChosen) => {
                const next = [...typed.weekdays].with(at, isChosen ? '1' : '0').join('')
                keep({ ...typed, weekdays: next })
              }}
            />
          ))}
        </div>
      </FieldGroup>
      <TextArea {...field('hours')} required rows={2} support={t('plan.hours_support')} />
      <TextArea {...field('rooms')} required rows={2} support={t('plan.rooms_support')} />
      <TextField {...field('days')} characters={3} support={t('plan.days_support')} />
      <TextArea {...field('without')} rows={2} support={t('plan.without_support')} />
      <TextField {...field('applyDays')} characters={3} />
      {error && <Trouble error={error} />}
      {leftOut.length > 0 && (
        <p className="figures" role="status">
          {t('plan.left_out', { days: leftOut.map((day) => formatDate(day, language, 'short')) })}
        </p>
      )}
    </Form>
  )
}
