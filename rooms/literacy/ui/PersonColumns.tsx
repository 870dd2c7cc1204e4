import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Person } from '#platform/ui/Person.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'

type Team = Output<typeof literacy.showTeamFloor>
type Row = Team['people'][number]

/** Who it is, how they stand to the floor, and what is on record, skill by skill. */
export function usePersonColumns(skills: Team['skills']): Column<Row>[] {
  const t = useMessages(literacyMessages)
  const { language } = useLanguage()
  // What is there already needs no words: only what is still to come.
  const ahead = ({ levels, standing }: Row) =>
    skills.flatMap(({ name, level: floor }, place) => {
      const level = levels[place]
      if (standing === 'reached' || (level != null && level >= floor)) return []
      return level == null
        ? t('worklist.none', { skill: name, floor })
        : t('worklist.level', { skill: name, level, floor })
    })
  return [
    {
      id: 'name',
      header: t('worklist.name'),
      isRowHeader: true,
      cell: ({ name, nameKana }) => <Person name={name} nameKana={nameKana} size="small" />,
      value: ({ name }) => name,
    },
    {
      id: 'section',
      header: t('worklist.section'),
      cell: ({ sectionName }) => sectionName ?? '—',
      value: ({ sectionName }) => sectionName,
    },
    { id: 'grade', header: t('worklist.grade'), cell: ({ grade }) => grade ?? '—', value: ({ grade }) => grade },
    {
      id: 'standing',
      header: t('worklist.standing'),
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          <Tag>{t(`standing.${row.standing}`)}</Tag>
          {row.isNew && <Tag>{t('worklist.is_new')}</Tag>}
          {row.endsOn && <Tag>{t('worklist.ends', { day: formatDate(row.endsOn, language) })}</Tag>}
          {row.backOn && <Tag>{t('worklist.back', { day: formatDate(row.backOn, language) })}</Tag>}
        </span>
      ),
      value: ({ standing }) => t(`standing.${standing}`),
    },
    {
      id: 'levels',
      header: t('worklist.levels'),
      cell: (row) => (
        <ul className="grid gap-1">
          {ahead(row).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
      value: (row) => ahead(row).join(' '),
    },
  ]
}
