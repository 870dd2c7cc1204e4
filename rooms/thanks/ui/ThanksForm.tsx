import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Person } from '#platform/ui/Person.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { ColleaguePicker } from '#rooms/people/ui/ColleaguePicker.tsx'
import type { thanks } from '../contract.ts'
import { pageMessages } from './messages.ts'
import { useAct, useThanksApi } from './useThanksApi.ts'

const nothing = { words: '', value: '', isPublic: false, isShownToHead: false }

/** ありがとうを伝える: to whom, what for, and who may read it. What was typed stays until it is sent. */
export function ThanksForm({
  values,
  mostWords,
  leftToday,
  colleague,
}: Pick<Output<typeof thanks.showThanksForm>, 'values' | 'mostWords' | 'leftToday'> & {
  /** Whose page it was opened from. */
  colleague?: number | undefined
}) {
  const t = useMessages(pageMessages)
  const [draft, keep, drop] = useDraft('thanks', nothing)
  const [chosen, setPerson] = useState<{ id: number; name: string } | 'nobody'>()
  const came = useColleague(chosen === undefined ? colleague : undefined)
  const person = chosen === 'nobody' ? undefined : (chosen ?? came)
  const [written, setWritten] = useState(0)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error, isPending, reset } = useAct()
  const errorOf = (name: string) => {
    const message = messageFor(errors, name)
    return message ? { error: message } : {}
  }
  const change = (more: Partial<typeof nothing>) => keep({ ...draft, ...more })
  const isTooLong = [...draft.words.trim()].length > mostWords

  async function submit() {
    const missing = [
      ...(person ? [] : [{ name: 'to', message: t('to.missing') }]),
      ...(values.length === 0 || draft.value ? [] : [{ name: 'value', message: t('value.missing') }]),
      ...(draft.words.trim() === '' ? [{ name: 'words', message: t('words.missing') }] : []),
      ...(isTooLong ? [{ name: 'words', message: t('words.too_long', { n: mostWords }) }] : []),
    ]
    setErrors(missing)
    reset()
    if (missing.length > 0 || !person) return
    const said = {
      ...{ staffMemberId: person.id, words: draft.words, isPublic: draft.isPublic },
      ...{ isShownToHead: draft.isShownToHead, ...(draft.value ? { valueId: draft.value } : {}) },
    }
    const answer = await act(
      (client) => client.thanks.writeThanks(said),
      t('written', { name: person.name }),
      (client, { thankYouId }) => client.thanks.takeBackThanks({ thankYouId }),
    )
    if (!answer) return
    drop()
    setPerson('nobody')
    setWritten(written + 1)
  }

  if (leftToday === 0) return <p>{t('enough')}</p>
  const meaning = values.find(({ valueId }) => valueId === draft.value)?.description
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('send')}
        </Button>
      }
    >
      {came ? (
        <div>
          <p className="text-std-16B-170">{t('to')}</p>
          <div className="flex flex-wrap items-center gap-4">
            <Person {...came} />
            <Button look="text" size="small" onClick={() => setPerson('nobody')}>
              {t('to.other')}
            </Button>
          </div>
        </div>
      ) : (
        <ColleaguePicker
          key={written}
          name="to"
          label={t('to')}
          required
          onChoose={(one) => setPerson(one ?? 'nobody')}
          {...errorOf('to')}
        />
      )}
      {values.length === 0 ? (
        <p className="text-solid-gray-700">{t('value.no_policy')}</p>
      ) : (
        <Select
          name="value"
          label={t('value')}
          support={meaning ?? t('value.support')}
          required
          value={draft.value || null}
          onChange={(value) => change({ value })}
          choices={values.map(({ valueId, name }) => ({ value: valueId, label: name }))}
          {...errorOf('value')}
        />
      )}
      <TextArea
        name="words"
        label={t('words')}
        support={t('words.support', { n: mostWords })}
        required
        rows={3}
        value={draft.words}
        onChange={(words) => change({ words })}
        {...errorOf('words')}
      />
      <RadioGroup
        name="isPublic"
        label={t('readers')}
        value={draft.isPublic ? 'public' : 'private'}
        onChange={(value) => change({ isPublic: value === 'public' })}
        choices={[
          { value: 'private', label: t('readers.private'), support: t('readers.private.support') },
          { value: 'public', label: t('readers.public'), support: t('readers.public.support') },
        ]}
      />
      <Checkbox
        name="isShownToHead"
        label={t('head')}
        support={t('head.support')}
        checked={draft.isShownToHead}
        onChange={(isShownToHead) => change({ isShownToHead })}
      />
      {error && <Trouble error={error} />}
    </Form>
  )
}

function useColleague(staffMemberId: number | undefined) {
  const api = useThanksApi()
  const { data } = useQuery(
    api.people.showStaffMember.queryOptions({ input: staffMemberId === undefined ? skipToken : { staffMemberId } }),
  )
  return data && { id: data.staffMemberId, name: data.name, nameKana: data.nameKana, section: data.sectionName ?? '' }
}
