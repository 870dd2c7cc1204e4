import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import { paperMessages } from './paper.messages.ts'
import type { PaperSheets } from './told.ts'
import { useTeam } from './useSurveys.ts'

type Noted = PaperSheets['noted'][number]

/** Who handed in a sheet: one after the other, and a wrong one is taken back. */
export function PaperNotes({ roundId, sheets: { noted } }: { roundId: number; sheets: PaperSheets }) {
  const t = useMessages(paperMessages)
  const [person, setPerson] = useState<{ id: number; name: string }>()
  const [written, setWritten] = useState(0)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { ask, error, isPending, reset } = useTeam()

  async function note() {
    setErrors(person ? [] : [{ name: 'person', message: t('note.missing') }])
    reset()
    if (!person) return
    const input = { roundId, staffMemberId: person.id }
    const answer = await ask(
      (client) => client.surveys.notePaperSheet(input),
      t('note.done', { name: person.name }),
      (client) => client.surveys.takeBackPaperNote(input),
    )
    if (!answer) return
    setPerson(undefined)
    setWritten(written + 1)
  }
  return (
    <>
      <Section title={t('note.title')} lead={t('note.lead')}>
        <Form
          onSubmit={note}
          errors={errors}
          actions={
            <Button type="submit" busy={isPending}>
              {t('note.do')}
            </Button>
          }
        >
          <ColleaguePicker
            key={written}
            name="person"
            label={t('note.person')}
            required
            onChoose={setPerson}
            {...faultsIn(errors)('person')}
          />
          {error && <Trouble error={error} />}
        </Form>
      </Section>
      <Section title={t('noted.title')}>
        {noted.length === 0 ? <p>{t('noted.none')}</p> : <NotedPeople roundId={roundId} noted={noted} />}
      </Section>
    </>
  )
}

function NotedPeople({ roundId, noted }: { roundId: number; noted: readonly Noted[] }) {
  const t = useMessages(paperMessages)
  const { ask, error } = useTeam()
  const takeBack = ({ staffMemberId, name }: Noted) =>
    ask(
      (client) => client.surveys.takeBackPaperNote({ roundId, staffMemberId }),
      t('noted.undone', { name }),
      (client) => client.surveys.notePaperSheet({ roundId, staffMemberId }),
    )
  const columns: Column<Noted>[] = [
    {
      ...{ id: 'person', header: t('noted.person'), isRowHeader: true },
      value: ({ name, nameKana }) => `${name} ${nameKana}`,
      cell: (one) => <Person {...one} size="small" />,
    },
    {
      ...{ id: 'undo', header: t('noted.undo') },
      cell: (one) => (
        <Button
          look="text"
          size="small"
          aria-label={t('noted.undo_label', { name: one.name })}
          onClick={() => takeBack(one)}
        >
          {t('noted.undo')}
        </Button>
      ),
    },
  ]
  return (
    <>
      {error && <Trouble error={error} />}
      <DataTable
        caption={t('noted.caption')}
        name="noted"
        columns={columns}
        rows={noted}
        rowKey={({ staffMemberId }) => staffMemberId}
        pageSize={20}
      />
    </>
  )
}
