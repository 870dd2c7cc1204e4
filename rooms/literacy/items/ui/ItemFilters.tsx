import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { itemsMessages } from '../messages.ts'
import { itemFields, itemKinds } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useItemsApi } from './useItemsApi.ts'

export type Chosen = Partial<
  Record<'q' | 'kind' | 'field' | 'skill' | 'level' | 'origin' | 'state', string | undefined>
>

export function ItemFilters({ chosen, choose }: { chosen: Chosen; choose: (more: Chosen) => void }) {
  const t = useMessages(pageMessages)
  const words = useMessages(itemsMessages)
  const { skills, levels } = usePolicySkills()
  const [typed, setTyped] = useState(chosen.q ?? '')
  const all = { value: '', label: t('filter.all') }
  const select = (part: keyof Chosen, label: string, choices: readonly { value: string; label: string }[]) => (
    <Select
      name={part}
      label={label}
      value={chosen[part] === undefined ? '' : String(chosen[part])}
      onChange={(value) => choose({ [part]: value || undefined })}
      choices={[all, ...choices]}
    />
  )
  function find(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    choose({ q: typed.trim() || undefined })
  }
  return (
    <div className="grid w-full gap-4">
      <form onSubmit={find} className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 grow basis-60">
          <TextField
            name="q"
            type="search"
            label={t('filter.q')}
            support={t('filter.q_hint')}
            value={typed}
            onChange={setTyped}
          />
        </div>
        <Button type="submit" look="secondary">
          {t('filter.search')}
        </Button>
      </form>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {select(
          'field',
          t('field'),
          itemFields.map((value) => ({ value, label: words(`field.${value}`) })),
        )}
        {select(
          'kind',
          t('kind'),
          itemKinds.map((value) => ({ value, label: words(`kind.${value}`) })),
        )}
        {select('level', t('level'), levels)}
        {select('skill', t('skill'), skills)}
        {select('origin', t('filter.origin'), [
          { value: 'sample', label: t('filter.sample') },
          { value: 'own', label: t('filter.own') },
        ])}
        <Select
          name="state"
          label={t('filter.state')}
          value={chosen.state ?? 'drawn'}
          onChange={(state) => choose({ state: state === 'drawn' ? undefined : state })}
          choices={[
            { value: 'drawn', label: t('filter.drawn') },
            { value: 'retired', label: t('filter.retired') },
          ]}
        />
      </div>
    </div>
  )
}

/** Skills and levels of the policy of today, as choices. */
export function usePolicySkills() {
  const api = useItemsApi()
  const { data } = useQuery({ ...api.policy.showPolicy.queryOptions({ input: {} }), staleTime: 600_000 })
  const tiers = data?.document.pyramid?.tiers ?? []
  return {
    skills: tiers.flatMap((tier) => tier.skills.map(({ id, name }) => ({ value: id, label: name }))),
    levels: Array.from({ length: (data?.document.pyramid?.highestLevel ?? 4) + 1 }, (_, level) => ({
      value: String(level),
      label: String(level),
    })),
  }
}
