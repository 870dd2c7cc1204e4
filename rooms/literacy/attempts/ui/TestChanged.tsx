import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { ChangedMeanwhile } from '#platform/ui/form/ChangedMeanwhile.tsx'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import { itemsMessages } from '../../items/messages.ts'
import { adminMessages } from './admin.messages.ts'
import { type DraftField, differing, type TestDraft } from './test-draft.ts'

/** Another window stored another test meanwhile: every field in which the two differ, in words. */
export function TestChanged({
  mine,
  stored,
  skills,
  onMine,
  onStored,
}: {
  mine: TestDraft
  stored: TestDraft
  skills: readonly { readonly id: string; readonly name: string }[]
  onMine: () => void
  onStored: () => void
}) {
  const labelOf = useLabels()
  const wordsOf = useWords(skills)
  return (
    <ChangedMeanwhile
      rows={differing(mine, stored).map((field) => ({
        ...{ name: `test.${field}`, label: labelOf(field) },
        ...{ mine: wordsOf(field, mine), stored: wordsOf(field, stored) },
      }))}
      onMine={onMine}
      onStored={onStored}
    />
  )
}

function useLabels() {
  const t = useMessages(adminMessages)
  const labels: Record<DraftField, string> = {
    ...{ title: t('form.title'), note: t('form.note'), skill: t('form.skill'), minutes: t('form.minutes') },
    ...{ parts: t('parts'), marks: t('form.marks'), attempts: t('form.attempts'), waitingDays: t('form.waiting') },
    ...{ openFrom: t('form.open_from'), lastDay: t('form.last_day'), sections: t('form.who') },
    employmentCategories: t('form.categories'),
  }
  return (field: DraftField) => labels[field]
}

function useWords(skills: readonly { readonly id: string; readonly name: string }[]) {
  const t = useMessages(adminMessages)
  const name = useMessages(itemsMessages)
  const { language } = useLanguage()
  const all = useSectionChoices()
  const day = (text: string) => {
    const date = parseDate(text)
    return date ? formatDate(date, language) : text
  }
  return (field: DraftField, draft: TestDraft): string => {
    switch (field) {
      case 'skill':
        return skills.find(({ id }) => id === draft.skill)?.name ?? draft.skill
      case 'parts':
        return draft.parts
          .map((part) =>
            t('changed.part', {
              field: part.field ? name(`field.${part.field}` as 'field.security') : t('parts.any_field'),
              level: part.level || t('parts.any_level'),
              n: part.items,
            }),
          )
          .join('\n')
      case 'marks':
        return draft.marks.map(({ level, percent }) => t('changed.mark', { level, percent })).join('\n')
      case 'openFrom':
      case 'lastDay':
        return day(draft[field])
      case 'sections':
        return draft.sections.map((code) => all.find(({ value }) => value === code)?.label ?? code).join('\n')
      case 'employmentCategories':
        return draft.employmentCategories.join('\n')
      default:
        return draft[field]
    }
  }
}
