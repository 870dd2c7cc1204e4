import { useState } from 'react'
import { useApi, useClient } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { useActing } from '#platform/ui/acting.ts'
import { PersonPicker, type Pickable } from '#platform/ui/aria/PersonPicker.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useColleagueSearch } from '#rooms/people/ui/useColleagueSearch.ts'
import type { kpi } from '../contract.ts'
import { calendarMessages } from './calendar.messages.ts'
import type { CalendarItem } from './item.ts'

type Asked = { kpi: typeof kpi }

/** HR names the person who answers for a KPI; the policy names a section. */
export function NameOwner({ item }: { item: CalendarItem }) {
  const t = useMessages(calendarMessages)
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <OwnerForm item={item} onDone={() => setOpen(false)} />
  return (
    <p data-print="no">
      <Button look="text" size="small" onClick={() => setOpen(true)}>
        {t('owner.open')}
        <span className="sr-only"> {item.name}</span>
      </Button>
    </p>
  )
}

function OwnerForm({ item: { id, owner, version }, onDone }: { item: CalendarItem; onDone: () => void }) {
  const t = useMessages(calendarMessages)
  const api = useApi<Asked>()
  const { act, error, isPending } = useActing(useClient<Asked>(), api.kpi.key())
  const [chosen, setChosen] = useState<Pickable | null>(null)
  const [words, setWords] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const found = useColleagueSearch(words)
  const name = `owner-${id}`
  async function save(person: number | null) {
    const input = { kpiId: id, owner: person, seen: version }
    if (await act((client) => client.kpi.nameKpiOwner(input), t('owner.saved'))) onDone()
  }
  function submit() {
    setErrors(chosen ? [] : [{ name, message: t('owner.needed') }])
    if (chosen) return save(chosen.id)
  }
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <>
          <Button type="submit" look="secondary" busy={isPending}>
            {t('owner.save')}
          </Button>
          {owner && (
            <Button look="text" onClick={() => save(null)}>
              {t('owner.end')}
            </Button>
          )}
          <Button look="text" onClick={onDone}>
            {t('cancel')}
          </Button>
        </>
      }
    >
      <PersonPicker
        name={name}
        label={t('owner.label')}
        required
        error={messageFor(errors, name)}
        people={found}
        words={words}
        onWords={(said) => {
          setWords(said)
          if (chosen?.name !== said) setChosen(null)
        }}
        onChoose={(person) => {
          setChosen(person)
          if (person) setWords(person.name)
        }}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}
