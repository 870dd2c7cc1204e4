import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useAct, useSkills, useTrainingApi } from '../../ui/useTrainingApi.ts'
import type { MinimumKind } from '../rules.ts'
import { MinimumForm, type Row } from './MinimumForm.tsx'
import { pageMessages } from './messages.ts'

interface Opened {
  readonly kind: MinimumKind
  readonly row?: Row
  readonly like?: Row
}

/** What the counters of a section need: usual weeks, then what goes before them. */
export function Minimums({ sectionCode }: { sectionCode: string }) {
  const t = useMessages(pageMessages)
  const api = useTrainingApi()
  const [opened, open] = useState<Opened | null>(null)
  const { data, error, refetch } = useQuery(api.training.showMinimumStaffing.queryOptions({ input: { sectionCode } }))
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="table" rows={3} />
  const mayState = data.may.includes('stateMinimum')
  const usual = data.rows.filter(({ kind }) => kind === 'usual')
  const others = data.rows.filter(({ kind }) => kind !== 'usual')
  return (
    <>
      <Section
        title={t('minimum.usual')}
        lead={t('minimum.usual_lead')}
        actions={
          mayState && (
            <Button look={usual.length === 0 ? 'primary' : 'secondary'} onClick={() => open({ kind: 'usual' })}>
              {t('minimum.add')}
            </Button>
          )
        }
      >
        {usual.length === 0 && <Empty>{t('minimum.none')}</Empty>}
        <RowList rows={usual} mayState={mayState} onOpen={open} />
      </Section>
      <Section
        title={t('minimum.others')}
        actions={
          mayState && (
            <span className="flex flex-wrap gap-2">
              <Button look="secondary" size="small" onClick={() => open({ kind: 'season' })}>
                {t('minimum.add_season')}
              </Button>
              <Button look="secondary" size="small" onClick={() => open({ kind: 'day' })}>
                {t('minimum.add_day')}
              </Button>
            </span>
          )
        }
      >
        {others.length === 0 && <p className="text-solid-gray-700">{t('minimum.others_none')}</p>}
        <RowList rows={others} mayState={mayState} onOpen={open} />
      </Section>
      {data.pastSeasons.length > 0 && (
        <Section title={t('minimum.past')}>
          <RowList
            rows={data.pastSeasons}
            mayState={mayState}
            onOpen={({ row }) => row && open({ kind: 'season', like: row })}
            isPast
          />
        </Section>
      )}
      <SidePanel title={opened ? t(titles[opened.kind]) : ''} open={opened !== null} onClose={() => open(null)}>
        {opened && (
          <MinimumForm {...opened} sectionCode={sectionCode} headcount={data.headcount} onSaved={() => open(null)} />
        )}
      </SidePanel>
    </>
  )
}

const titles = { usual: 'minimum.usual', season: 'minimum.season', day: 'minimum.day' } as const

function RowList({
  rows,
  mayState,
  onOpen,
  isPast = false,
}: {
  rows: readonly Row[]
  mayState: boolean
  onOpen: (opened: Opened) => void
  isPast?: boolean
}) {
  const t = useMessages(pageMessages)
  const { act } = useAct()
  const drop = (row: Row) =>
    act(
      (client) => client.training.endMinimum({ minimumStaffingId: row.minimumStaffingId }),
      t('minimum.dropped'),
      (client) => client.training.takeBackMinimum({ minimumStaffingId: row.minimumStaffingId }),
    )
  return (
    <ul className="grid gap-4">
      {rows.map((row) => (
        <li key={row.minimumStaffingId} className="min-w-0 rounded-12 border border-solid-gray-200 bg-white p-4">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
            <RowTitle row={row} />
            {mayState && (
              <span className="flex flex-wrap gap-2">
                <Button look="secondary" size="small" onClick={() => onOpen({ kind: row.kind, row })}>
                  {t(isPast ? 'minimum.again' : 'minimum.change')}
                </Button>
                {row.kind !== 'usual' && !isPast && (
                  <Button look="text" size="small" onClick={() => drop(row)}>
                    {t('minimum.drop')}
                  </Button>
                )}
              </span>
            )}
          </div>
          <WeekTable row={row} />
        </li>
      ))}
    </ul>
  )
}

function RowTitle({ row: { counter, kind, validFrom, validTo, note } }: { row: Row }) {
  const t = useMessages(pageMessages)
  const { language } = useLanguage()
  const day = (iso: string) => formatDate(iso, language, 'weekday')
  const last = validTo && addDays(validTo, -1)
  const when =
    last === null || last === validFrom ? day(validFrom) : t('minimum.span', { from: day(validFrom), to: day(last) })
  return (
    <h3 className="text-std-16B-170">
      {[
        counter || t('minimum.whole'),
        kind === 'usual' && last === null ? t('minimum.from', { day: when }) : when,
        note,
      ]
        .filter(Boolean)
        .join(' · ')}
    </h3>
  )
}

function WeekTable({ row }: { row: Row }) {
  const t = useMessages(pageMessages)
  const { nameOf } = useSkills()
  const needs = row.needs.map(({ skill, level, people }) => t('minimum.need', { skill: nameOf(skill), level, people }))
  return (
    <>
      <div className="overflow-x-auto">
        <table className="figures mt-2 text-center text-dns-16N-130">
          <caption className="sr-only">{t('minimum.table', { counter: row.counter || t('minimum.whole') })}</caption>
          <thead>
            <tr>
              <td />
              {([0, 1, 2, 3, 4, 5, 6] as const).map((weekday) => (
                <th key={weekday} scope="col" className="min-w-10 px-2 py-1">
                  {t(`weekday.${weekday}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {([0, 1] as const).map((half) => (
              <tr key={half}>
                <th scope="row" className="pr-2 text-left">
                  {t(half === 0 ? 'half.am' : 'half.pm')}
                </th>
                {([0, 1, 2, 3, 4, 5, 6] as const).map((weekday) => (
                  <td key={weekday} className="px-2 py-1">
                    {row.week[weekday * 2 + half] || t('minimum.closed')}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {row.openOnHolidays && <p className="text-solid-gray-700">{t('minimum.holidays')}</p>}
      {needs.length > 0 && <p className="text-solid-gray-700">{t('minimum.needs', { needs: needs.join('、') })}</p>}
      {row.endedNeeds.length > 0 && (
        <p className="text-solid-gray-700">{t('minimum.ended', { skills: row.endedNeeds.join('、') })}</p>
      )}
    </>
  )
}
