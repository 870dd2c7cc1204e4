import type { Output } from '#platform/contract/contract.ts'
import type { Language, MessageValues } from '#platform/i18n/messages.ts'
import { ShareBar } from '#platform/ui/Progress.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { skills } from '../contract.ts'
import type { pageMessages } from './section-skills.messages.ts'

type Cell = Output<typeof skills.showSkillsBySection>['whole']['cells'][number]
type Say = (key: keyof (typeof pageMessages)['ja'], values?: MessageValues) => string

/** How some people stand in one skill: the share at what is expected, who is not known, and how many are at each level. */
export function countColumns<Row extends { people: number; cell: Cell }>(
  t: Say,
  language: Language,
  highestLevel: number,
): Column<Row>[] {
  const number = (value: (row: Row) => number) => ({
    ...{ align: 'end' as const, value },
    cell: (row: Row) => value(row).toLocaleString(language),
  })
  return [
    {
      id: 'share',
      header: t('share'),
      value: ({ cell }) => shareOf(cell),
      cell: ({ cell }) => <Share cell={cell} t={t} language={language} />,
    },
    { id: 'people', header: t('people'), ...number(({ people }) => people) },
    { id: 'unassessed', header: t('unassessed'), ...number(({ people, cell }) => people - assessedIn(cell)) },
    {
      id: 'levels',
      header: t('levels', { highest: highestLevel }),
      value: ({ cell }) => (assessedIn(cell) === 0 ? '' : cell.levels.join(' ')),
      cell: ({ cell }) => (assessedIn(cell) === 0 ? '—' : <Levels cell={cell} language={language} />),
    },
    ...Array.from({ length: highestLevel + 1 }, (_, level) => ({
      id: `level-${level}`,
      header: t('level', { level }),
      hiddenAtFirst: true,
      ...number((row: Row) => row.cell.levels[level] ?? 0),
    })),
  ]
}

const BAR = { width: 20, gap: 4, height: 22 }

/** Numbers from level 0 up, under bars as tall as they are large: form and words, no colour that judges. */
function Levels({ cell: { levels }, language }: { cell: Cell; language: Language }) {
  const most = Math.max(1, ...levels)
  const width = levels.length * (BAR.width + BAR.gap)
  return (
    <span className="figures block">
      <svg
        aria-hidden="true"
        data-mark
        viewBox={`0 0 ${width} ${BAR.height + 1}`}
        width={width}
        height={BAR.height + 1}
      >
        <path d={`M0 ${BAR.height + 0.5}h${width - BAR.gap}`} className="stroke-solid-gray-600" />
        {levels.map((people, level) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
            key={level}
            x={level * (BAR.width + BAR.gap)}
            y={BAR.height * (1 - people / most)}
            width={BAR.width}
            height={(BAR.height * people) / most}
            className="fill-blue-700"
          />
        ))}
      </svg>
      {levels.map((people) => people.toLocaleString(language)).join(' · ')}
    </span>
  )
}

function Share({ cell, t, language }: { cell: Cell; t: Say; language: Language }) {
  const share = shareOf(cell)
  if (share === null) return t('no_expectation')
  if (assessedIn(cell) === 0) return t('unassessed')
  const values = {
    percent: share.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    reached: cell.reached.toLocaleString(language),
    asked: cell.asked.toLocaleString(language),
  }
  return (
    <span className="figures block md:min-w-40">
      {t('share.percent', values)}{' '}
      <span className="whitespace-nowrap text-dns-14N-130 text-solid-gray-700">{t('share.of', values)}</span>
      <ShareBar share={share / 100} className="mt-1" />
    </span>
  )
}

/** Of 100; null where nobody's grade expects a level. */
function shareOf({ reached, asked }: Cell): number | null {
  return asked === 0 ? null : (100 * reached) / asked
}

function assessedIn({ levels }: Cell): number {
  return levels.reduce((sum, people) => sum + people, 0)
}
