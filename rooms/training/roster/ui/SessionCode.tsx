import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { QrCode } from '#platform/ui/QrCode.tsx'
import { useReachedAt } from '#platform/ui/reached-at.ts'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useAct, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { HalfOfDay } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useHalfWords } from './words.ts'

type At = HalfOfDay & { readonly isToday: boolean }

/** 二次元コードを映す, and beside it the number of whoever cannot scan it. */
export function SessionCode({ courseSessionId, at }: { courseSessionId: number; at: At }) {
  const t = useMessages(pageMessages)
  const wordsOf = useHalfWords()
  const [open, setOpen] = useState(false)
  if (!at.isToday) return <p className="text-solid-gray-700">{t('code.none')}</p>
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('code.open')}
      </Button>
      <SidePanel title={t('code.title')} open={open} onClose={() => setOpen(false)}>
        {open && (
          <>
            <p className="mb-2 text-std-16B-170">{wordsOf(at)}</p>
            <Code courseSessionId={courseSessionId} at={at} />
            <TakeNumber courseSessionId={courseSessionId} at={at} />
          </>
        )}
      </SidePanel>
    </>
  )
}

function Code({ courseSessionId, at: { day, half } }: { courseSessionId: number; at: At }) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const origin = useReachedAt()
  const { data, error, refetch } = useQuery({
    ...api.training.showSessionCode.queryOptions({ input: { courseSessionId, day, half } }),
    refetchInterval: 10_000,
    staleTime: 0,
  })
  if (error && !data) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={1} />
  return (
    <>
      {data.address && <QrCode text={`${origin}${data.address}`} label={t('code.alt')} />}
      <p className="mt-3 text-solid-gray-700">{t('code.what')}</p>
    </>
  )
}

function TakeNumber({ courseSessionId, at: { day, half } }: { courseSessionId: number; at: At }) {
  const t = useMessages(pageMessages)
  const [number, setNumber] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending } = useAct<{
    person: { name: string }
    mark: 'present' | 'late' | 'left_early' | 'absent'
  }>()
  async function submit() {
    const typed = number.normalize('NFKC').replaceAll(/\s/g, '')
    const isWrong = !/^\d{8}$/.test(typed)
    setErrors(isWrong ? [{ name: 'number', message: t('number.wrong') }] : [])
    if (isWrong) return
    const taken = await act(
      (client) => client.training.takeNumber({ courseSessionId, day, half, number: typed }),
      ({ person, mark }) => t('number.taken', { name: person.name, mark: t(`mark.${mark}`) }),
    )
    if (taken) setNumber('')
  }
  const wrong = messageFor(errors, 'number')
  return (
    <div className="mt-6">
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" look="secondary" busy={isPending}>
            {t('number.take')}
          </Button>
        }
      >
        <TextField
          name="number"
          label={t('number.field')}
          support={t('number.support')}
          characters={8}
          autoComplete="off"
          value={number}
          onChange={setNumber}
          {...(wrong ? { error: wrong } : {})}
        />
        {error && <Trouble error={error} />}
      </Form>
    </div>
  )
}
