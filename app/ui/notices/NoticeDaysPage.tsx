import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import type { notices } from '#platform/notices/contract.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { wholeIn } from '#platform/ui/form/typed.ts'
import { PageHeading } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { api } from '../api.ts'
import { noticePageMessages } from './messages.ts'

type Days = Output<typeof notices.listNoticeDays>

/** After or before how many days the town reminds. */
export function NoticeDaysPage() {
  const t = useMessages(noticePageMessages)
  const { data, error, refetch } = useQuery(api.notices.listNoticeDays.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('days.lead')}>{t('days.title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="list" rows={4} /> : null}
      {data && <DaysForm key={data.version} saved={data} />}
    </>
  )
}

function DaysForm({ saved }: { saved: Days }) {
  const t = useMessages(noticePageMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [errors, setErrors] = useState<{ name: string; message: string }[]>([])
  const save = useMutation(api.notices.saveNoticeDays.mutationOptions())
  const textOf = ({ reminder, days }: Days['reminders'][number]) => typed[reminder] ?? String(days)
  async function submit() {
    const daysOf = (one: Days['reminders'][number]) => wholeIn(textOf(one), 0, 90)
    const wrong = saved.reminders.filter((one) => daysOf(one) === undefined)
    setErrors(wrong.map(({ reminder, name }) => ({ name: reminder, message: t('days.whole', { name }) })))
    if (wrong.length > 0) return
    const reminders = saved.reminders.map((one) => ({ reminder: one.reminder, days: daysOf(one)! }))
    await save.mutateAsync({ seen: saved.version, reminders })
    toast({ message: t('days.saved') })
    await queries.invalidateQueries({ queryKey: api.notices.listNoticeDays.key() })
  }
  return (
    <Form
      onSubmit={() => submit().catch(() => undefined)}
      errors={errors}
      actions={
        <Button type="submit" busy={save.isPending}>
          {t('choices.save')}
        </Button>
      }
    >
      {save.error && <Trouble error={save.error} />}
      {saved.reminders.map((one) => (
        <TextField
          key={one.reminder}
          name={one.reminder}
          label={one.name}
          support={t('days.usual', { n: one.usual })}
          required
          characters={4}
          value={textOf(one)}
          error={errors.find(({ name }) => name === one.reminder)?.message}
          onChange={(text) => setTyped({ ...typed, [one.reminder]: text })}
        />
      ))}
    </Form>
  )
}
