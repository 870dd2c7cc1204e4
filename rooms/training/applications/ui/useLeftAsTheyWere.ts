import { useMessages } from '#platform/i18n/react.tsx'
import { pageMessages } from './messages.ts'

/** Names that are said; the rest is a number. */
const NAMED = 5

interface Left {
  readonly clashing?: readonly number[]
  readonly notThere?: readonly number[]
  readonly notEligible?: readonly number[]
  readonly hasApplied?: readonly number[]
}

/** Whom HR wanted to seat and who was left as they were: nobody is passed over in silence, and who is known by name is named. */
export function useLeftAsTheyWere() {
  const t = useMessages(pageMessages)
  return (
    { clashing = [], notThere = [], notEligible = [], hasApplied = [] }: Left,
    nameOf?: (id: number) => string,
  ) => {
    const say = (key: 'clashing' | 'not_there' | 'not_eligible' | 'has_applied', ids: readonly number[]) =>
      ids.length > 0 ? [t(`admin.${key}`, { who: whoAre(ids) })] : []
    function whoAre(ids: readonly number[]) {
      if (!nameOf) return t('admin.people', { n: ids.length })
      const names = ids
        .slice(0, NAMED)
        .map((id) => t('admin.person', { name: nameOf(id) }))
        .join(t('admin.and'))
      return ids.length > NAMED ? t('admin.and_others', { names, n: ids.length - NAMED }) : names
    }
    return [
      ...say('clashing', clashing),
      ...say('not_there', notThere),
      ...say('not_eligible', notEligible),
      ...say('has_applied', hasApplied),
    ]
  }
}
