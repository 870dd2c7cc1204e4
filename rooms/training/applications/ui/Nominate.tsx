import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import type { FoundColleague } from '#rooms/people/ui/useColleagueSearch.ts'
import { useAct } from '../../ui/useTrainingApi.ts'
import type { selecting } from '../selecting.contract.ts'
import { pageMessages } from './messages.ts'
import { useLeftAsTheyWere } from './useLeftAsTheyWere.ts'

/** 指名: people are gathered one after the other, then nominated at once. Whoever joins by the session's first day is found. */
export function Nominate({ courseSessionId, startsOn }: { courseSessionId: number; startsOn: string }) {
  const t = useMessages(pageMessages)
  const [open, setOpen] = useState(false)
  const [people, setPeople] = useState<readonly FoundColleague[]>([])
  const [turn, setTurn] = useState(0)
  const { act, error, isPending } = useAct<Output<typeof selecting.nominate>>()
  const left = useLeftAsTheyWere()
  const nameOf = (id: number) => people.find((one) => one.id === id)?.name ?? ''
  function add(person: FoundColleague | undefined) {
    if (!person) return
    setPeople((before) => [...before.filter(({ id }) => id !== person.id), person])
    setTurn(turn + 1)
  }
  async function submit() {
    if (people.length === 0) return
    const done = await act(
      (client) => client.training.nominate({ courseSessionId, staffMemberIds: people.map(({ id }) => id) }),
      ({ nominated, ...others }) => [t('admin.nominated', { n: nominated.length }), ...left(others, nameOf)].join(' '),
    )
    if (!done) return
    setPeople([])
    setOpen(false)
  }
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('admin.nominate')}
      </Button>
      <SidePanel title={t('admin.nominate')} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={submit}
          actions={
            <Button type="submit" busy={isPending} disabled={people.length === 0}>
              {t('admin.nominate_do', { n: people.length })}
            </Button>
          }
        >
          <p>{t('admin.nominate_lead')}</p>
          <ColleaguePicker key={turn} name="nominee" day={startsOn} label={t('admin.nominate_who')} onChoose={add} />
          <ul className="grid gap-2">
            {people.map((person) => (
              <li key={person.id} className="flex flex-wrap items-center justify-between gap-2">
                <Person {...person} size="small" />
                <Button look="text" size="small" onClick={() => setPeople(people.filter(({ id }) => id !== person.id))}>
                  {t('admin.nominate_remove')}
                  <span className="sr-only"> {person.name}</span>
                </Button>
              </li>
            ))}
          </ul>
          {error && <Trouble error={error} />}
        </Form>
      </SidePanel>
    </>
  )
}
