import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { useEdited } from '#platform/ui/form/edited.ts'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextArea, TextField } from '#platform/ui/form/TextField.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { type ChangeState, changeStates } from '../changes.rules.ts'
import { changesMessages } from './changes.messages.ts'
import { type Change, type RoundChanges, useTeam } from './useSurveys.ts'

interface Typed {
  what: string
  owner: string
  /** As it was typed, and as it was read. */
  due: string
  dueOn: string | undefined
  item: string
  state: ChangeState
  reason: string
}

const nothing: Typed = { what: '', owner: '', due: '', dueOn: undefined, item: '', state: 'planned', reason: '' }

/** What is changed, beside the page: a new one, or one to put right from the version that was shown. */
export function ChangeForm(props: { round: RoundChanges; change?: Change; open: boolean; onClose: () => void }) {
  const t = useMessages(changesMessages)
  return (
    <SidePanel title={t(props.change ? 'edit' : 'add')} open={props.open} onClose={props.onClose}>
      <Fields {...props} />
    </SidePanel>
  )
}

function Fields({ round, change, onClose }: { round: RoundChanges; change?: Change; onClose: () => void }) {
  const t = useMessages(changesMessages)
  const { ask, error, isPending } = useTeam()
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const stored = change && {
    is: {
      ...{ what: change.what, owner: change.owner, due: change.dueOn, dueOn: change.dueOn, state: change.state },
      ...{ item: change.item?.id ?? '', reason: change.droppedBecause ?? '' },
    },
    version: change.version,
  }
  const { typed, seen, now, type, takeOver, takeStored, drop } = useEdited<Typed>(
    `survey-change-${change?.surveyChangeId ?? `of-${round.roundId}`}`,
    nothing,
    stored,
  )
  const put = (more: Partial<Typed>) => type({ ...typed, ...more })
  const errorOf = (name: string) => {
    const message = messageFor(errors, name)
    return message ? { error: message } : {}
  }

  async function save() {
    const missing = [
      ...(typed.what.trim() ? [] : [{ name: 'what', message: t('what.missing') }]),
      ...(typed.owner.trim() ? [] : [{ name: 'owner', message: t('owner.missing') }]),
      ...(typed.dueOn ? [] : [{ name: 'dueOn', message: t('due.missing') }]),
      ...(typed.state === 'dropped' && !typed.reason.trim() ? [{ name: 'reason', message: t('reason.missing') }] : []),
    ]
    setErrors(missing)
    if (missing.length > 0 || !typed.dueOn) return
    const said = {
      ...{ what: typed.what, owner: typed.owner, dueOn: typed.dueOn, state: typed.state },
      ...(typed.item ? { item: typed.item } : {}),
      ...(typed.state === 'dropped' ? { droppedBecause: typed.reason } : {}),
    }
    const answer = await ask(
      (client) =>
        change
          ? client.surveys.correctSurveyChange({ surveyChangeId: change.surveyChangeId, seen, ...said })
          : client.surveys.addSurveyChange({ roundId: round.roundId, ...said }),
      t('saved'),
    )
    if (!answer) return
    drop()
    onClose()
  }

  return (
    <Form
      onSubmit={save}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('save')}
        </Button>
      }
    >
      {change && now && (
        <ChangedMeanwhile
          rows={(['what', 'owner', 'due'] as const)
            .filter((name) => typed[name] !== now[name])
            .map((name) => ({ name, label: t(name), mine: typed[name], stored: now[name] }))}
          onMine={takeOver}
          onStored={takeStored}
        />
      )}
      <TextArea
        name="what"
        label={t('what')}
        support={t('what.support')}
        required
        rows={3}
        value={typed.what}
        onChange={(what) => put({ what })}
        {...errorOf('what')}
      />
      <TextField
        name="owner"
        label={t('owner')}
        support={t('owner.support')}
        required
        value={typed.owner}
        onChange={(owner) => put({ owner })}
        {...errorOf('owner')}
      />
      <DateField
        name="dueOn"
        label={t('due')}
        required
        value={typed.due}
        onChange={(due, dueOn) => put({ due, dueOn })}
        {...errorOf('dueOn')}
      />
      <Select
        name="item"
        label={t('item')}
        value={typed.item}
        onChange={(item) => put({ item })}
        choices={[
          { value: '', label: t('item.whole') },
          ...round.items.map(({ id, wording }) => ({ value: id, label: wording })),
        ]}
      />
      <RadioGroup
        name="state"
        label={t('state')}
        inRow
        value={typed.state}
        onChange={(state) => put({ state: state as ChangeState })}
        choices={changeStates.map((state) => ({ value: state, label: t(`state.${state}`) }))}
      />
      {typed.state === 'dropped' && (
        <TextArea
          name="reason"
          label={t('reason')}
          support={t('reason.support')}
          required
          rows={2}
          value={typed.reason}
          onChange={(reason) => put({ reason })}
          {...errorOf('reason')}
        />
      )}
      {error && <Trouble error={error} />}
    </Form>
  )
}
