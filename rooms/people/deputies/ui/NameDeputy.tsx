import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import type { FoundColleague } from '#rooms/people/ui/useColleagueSearch.ts'
import { useDone } from '#rooms/people/ui/useDone.ts'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import type { deputies } from '../contract.ts'
import { deputiesMessages } from '../messages.ts'

type Listed = Output<typeof deputies.listDeputies>

/** Names a deputy: for the head of which section, who, from when until which day, and why. */
export function NameDeputy({ listed }: { listed: Listed }) {
  const t = useMessages(deputiesMessages)
  const { language } = useLanguage()
  const sections = useSections(listed)
  const nothing = {
    section: listed.mayNameForAll ? null : (listed.sections[0]?.sectionCode ?? null),
    from: formatDate(listed.today, language),
    last: '',
    reason: '',
  }
  const [asked, setAsked] = useState(nothing)
  const [deputy, setDeputy] = useState<FoundColleague>()
  /** Another number empties the picker. */
  const [named, setNamed] = useState(0)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const naming = useNaming()
  const set = (change: Partial<typeof asked>) => setAsked({ ...asked, ...change })

  function submit() {
    const [validFrom, last] = [parseDate(asked.from), parseDate(asked.last)]
    const wrong: FieldTrouble[] = [
      ...(asked.section === null ? [{ name: 'section', message: t('missing.section') }] : []),
      ...(deputy === undefined ? [{ name: 'deputy', message: t('missing.deputy') }] : []),
      ...(validFrom === undefined ? [{ name: 'from', message: t('missing.from') }] : []),
      ...(last === undefined ? [{ name: 'last', message: t('missing.last') }] : []),
      ...(validFrom && last && last < validFrom ? [{ name: 'last', message: t('refusal.ends_before') }] : []),
      ...(asked.reason.trim() === '' ? [{ name: 'reason', message: t('missing.reason') }] : []),
    ]
    setErrors(wrong)
    if (wrong.length > 0) return
    naming.mutate(
      {
        ...{ sectionCode: asked.section!, deputy: deputy!.id, reason: asked.reason.trim() },
        ...{ validFrom: validFrom!, validTo: addDays(last!, 1) },
        name: deputy!.name,
      },
      {
        onSuccess: () => {
          setAsked(nothing)
          setDeputy(undefined)
          setNamed(named + 1)
        },
      },
    )
  }

  return (
    <Card className="grid gap-4">
      <h2 className="text-std-20B-150">{t('add')}</h2>
      {naming.error && <Trouble error={naming.error} />}
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={naming.isPending}>
            {t('add')}
          </Button>
        }
      >
        <Select
          name="section"
          label={t('add.section')}
          required
          value={asked.section}
          onChange={(section) => set({ section })}
          choices={sections}
          error={messageFor(errors, 'section')}
        />
        <ColleaguePicker
          key={named}
          name="deputy"
          label={t('add.deputy')}
          support={t('add.deputy.support')}
          required
          onChoose={setDeputy}
          error={messageFor(errors, 'deputy')}
        />
        <DateField
          name="from"
          label={t('add.from')}
          required
          value={asked.from}
          onChange={(from) => set({ from })}
          error={messageFor(errors, 'from')}
        />
        <DateField
          name="last"
          label={t('add.last')}
          required
          value={asked.last}
          onChange={(last) => set({ last })}
          error={messageFor(errors, 'last')}
        />
        <TextField
          name="reason"
          label={t('add.reason')}
          support={t('add.reason.support')}
          required
          value={asked.reason}
          onChange={(reason) => set({ reason })}
          error={messageFor(errors, 'reason')}
        />
      </Form>
    </Card>
  )
}

/** A head's own; for HR all. */
function useSections({ mayNameForAll, sections }: Listed): { value: string; label: string }[] {
  const all = useSectionChoices(mayNameForAll)
  return mayNameForAll ? all : sections.map(({ sectionCode, name }) => ({ value: sectionCode, label: name }))
}

function useNaming() {
  const t = useMessages(deputiesMessages)
  const api = useApi<{ deputies: typeof deputies }>()
  const done = useDone()
  const { mutationFn } = api.deputies.nameDeputy.mutationOptions()
  type Asked = Parameters<NonNullable<typeof mutationFn>>[0] & { name: string }
  return useMutation({
    mutationFn: ({ name: _, ...input }: Asked, context) => mutationFn!(input, context),
    onSuccess: (_, { name }) => done(t('add.done', { name })),
  })
}
