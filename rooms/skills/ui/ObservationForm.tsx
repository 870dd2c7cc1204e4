import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { type FieldTrouble, Form } from '#platform/ui/form/Form.tsx'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { skillsOf } from '#rooms/policy/rules.ts'
import { skillsMessages } from '../messages.ts'
import { LevelChoices } from './LevelChoices.tsx'
import { useFramework } from './useSkillNames.ts'
import { useSkillsApi, useSkillsClient } from './useSkillsApi.ts'

const nothing = { skill: null as string | null, level: null as number | null, note: '', shared: true }

/** 所見: one skill at a time, with the behaviour that was seen; shared with the person unless the head says otherwise. */
export function ObservationForm({ staffMemberId }: { staffMemberId: number }) {
  const t = useMessages(skillsMessages)
  const framework = useFramework()
  const [draft, keep, drop] = useDraft(`observation-${staffMemberId}`, nothing)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const observe = useObserve(drop)
  if (framework.error) return <Trouble error={framework.error} retry={framework.refetch} />
  if (!framework.data) return <Waiting shape="text" />
  const all = skillsOf(framework.data.document)
  const skill = all.find(({ id }) => id === draft.skill)

  function submit() {
    const { skill: id, level, note, shared } = draft
    if (id !== null && level !== null) {
      setErrors([])
      return observe.mutate({ staffMemberId, observations: [{ skill: id, level, note, shared }] })
    }
    setErrors([
      id === null
        ? { name: 'skill', message: t('observe.choose_skill') }
        : { name: `level-${id}`, message: t('observe.choose_level') },
    ])
  }

  return (
    <Card>
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={observe.isPending}>
            {t('observe.save')}
          </Button>
        }
      >
        <Select
          name="skill"
          label={t('observe.skill')}
          required
          value={draft.skill}
          choices={all.map(({ id, name, tierName }) => ({ value: id, label: `${tierName}: ${name}` }))}
          onChange={(chosen) => keep({ ...draft, skill: chosen, level: null })}
        />
        {skill && (
          <LevelChoices
            skill={skill}
            label={t('observe.level')}
            support={skill.description}
            level={draft.level}
            onChange={(level) => keep({ ...draft, level })}
          />
        )}
        <TextArea
          name="note"
          label={t('observe.note')}
          support={t('observe.note_support')}
          rows={3}
          value={draft.note}
          onChange={(note) => keep({ ...draft, note })}
        />
        <Checkbox
          name="shared"
          label={t('observe.shared')}
          support={t('observe.shared_support')}
          checked={draft.shared}
          onChange={(shared) => keep({ ...draft, shared })}
        />
        {observe.error && <Trouble error={observe.error} />}
      </Form>
    </Card>
  )
}

function useObserve(onSaved: () => void) {
  const t = useMessages(skillsMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const api = useSkillsApi()
  const client = useSkillsClient()
  const renew = () => queries.invalidateQueries({ queryKey: api.skills.key() })
  return useMutation(
    api.skills.observe.mutationOptions({
      onSuccess: async ({ skillEvidenceIds }) => {
        onSaved()
        await renew()
        toast({
          message: t('observe.saved'),
          undo: async () => {
            await client.skills.withdrawEvidence({ skillEvidenceIds })
            await renew()
          },
        })
      },
    }),
  )
}
