import { useNavigate } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { isStale, useEdited } from '#platform/ui/form/edited.ts'
import { Form, faultsIn, fieldTroublesIn } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import type { items } from '../contract.ts'
import { itemsMessages } from '../messages.ts'
import { type ItemField, type ItemKind, itemFields, itemKinds } from '../rules.ts'
import { AnswerFields } from './AnswerFields.tsx'
import { usePolicySkills } from './ItemFilters.tsx'
import { ItemPreview } from './ItemPreview.tsx'
import { type Draft, draftOf, emptyDraft, itemOf } from './item-draft.ts'
import { pageMessages } from './messages.ts'
import { useBank } from './useItemsApi.ts'

export function ItemForm({ known }: { known?: Output<typeof items.showItem> }) {
  const t = useMessages(pageMessages)
  const words = useMessages(itemsMessages)
  const navigate = useNavigate()
  const { skills, levels } = usePolicySkills()
  const stored = known && { is: draftOf(known.item), version: known.version }
  const { typed, type, drop, ...edited } = useEdited<Draft>(`item-${known?.itemId ?? 'new'}`, emptyDraft, stored)
  const { ask, error, isPending } = useBank()
  const errors = fieldTroublesIn(error)
  const set = (more: Partial<Draft>) => type({ ...typed, ...more })
  const faultOf = faultsIn(errors)
  async function submit() {
    const input = { item: itemOf(typed), ...(known ? { itemId: known.itemId, seen: edited.seen } : {}) }
    const saved = await ask(({ items }) => items.saveItem(input), t('saved'))
    if (!saved) return
    drop()
    if (!known) navigate({ to: `/admin/items/${saved.itemId}` } as Parameters<typeof navigate>[0])
  }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={isPending}>
            {t('save')}
          </Button>
        }
      >
        {edited.now && (
          <ChangedMeanwhile
            rows={differences(typed, edited.now).map(({ name, mine, stored: theirs }) => ({
              ...{ name, label: t(name), mine, stored: theirs },
            }))}
            onMine={edited.takeOver}
            onStored={edited.takeStored}
          />
        )}
        <TextField
          name="item.code"
          label={t('code')}
          support={t('code.support')}
          required
          characters={20}
          value={typed.code}
          onChange={(code) => set({ code })}
          {...faultOf('item.code')}
        />
        <Select
          name="kind"
          label={t('kind')}
          value={typed.kind}
          onChange={(kind) => set({ kind: kind as ItemKind })}
          choices={itemKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <Select
            name="field"
            label={t('field')}
            value={typed.field}
            onChange={(field) => set({ field: field as ItemField })}
            choices={itemFields.map((value) => ({ value, label: words(`field.${value}`) }))}
          />
          <Select
            name="level"
            label={t('level')}
            value={typed.level}
            onChange={(level) => set({ level })}
            choices={levels}
          />
        </div>
        <Select
          name="skill"
          label={t('skill')}
          value={typed.skill}
          onChange={(skill) => set({ skill })}
          choices={[{ value: '', label: t('any_skill') }, ...skills]}
        />
        <TextArea
          name="item.stem"
          label={t('stem')}
          required
          rows={3}
          value={typed.stem}
          onChange={(stem) => set({ stem })}
          {...faultOf('item.stem')}
        />
        <AnswerFields draft={typed} type={type} faultOf={faultOf} />
        <TextArea
          name="explanation"
          label={t('explanation')}
          support={t('explanation.support')}
          rows={4}
          value={typed.explanation}
          onChange={(explanation) => set({ explanation })}
        />
        <Checkbox
          name="isSample"
          label={t('is_sample')}
          checked={typed.isSample}
          onChange={(isSample) => set({ isSample })}
        />
        {error && !isStale(error) && errors.length === 0 && <Trouble error={error} />}
      </Form>
      <Card title={t('preview')} className="lg:sticky lg:top-20">
        <ItemPreview draft={typed} />
      </Card>
    </div>
  )
}

/** Where two drafts differ, as words. */
function differences(mine: Draft, stored: Draft) {
  const told = (draft: Draft) =>
    ({
      ...{ code: draft.code, kind: draft.kind, field: draft.field, skill: draft.skill, level: draft.level },
      ...{ stem: draft.stem, explanation: draft.explanation },
      choices: JSON.stringify(itemOf(draft).body, null, 1),
    }) as const
  const [own, theirs] = [told(mine), told(stored)]
  return (Object.keys(own) as (keyof typeof own)[])
    .filter((name) => own[name] !== theirs[name])
    .map((name) => ({ name, mine: own[name], stored: theirs[name] }))
}
