import type { ReactNode } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { barrierMessages } from '#rooms/training/barrier.messages.ts'
import type { pdca } from '../contract.ts'
import { MinutePart } from './MinutePart.tsx'
import { minuteMessages } from './minute.messages.ts'

type Stuck = Output<typeof pdca.showMinute>['stuck']

/** Where it is stuck: the biggest barrier, arrows that move the other way, paths that do not reach, values that are missing. */
export function MinuteStuck({ stuck, fiscalYear }: { stuck: Stuck; fiscalYear: number }) {
  const t = useMessages(minuteMessages)
  const reason = useMessages(barrierMessages)
  const { barrier, contradicted, offPath, missing, notLookedAt } = stuck
  const kpis = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => (
      <Link key={id} to={`/kpi/${id}`}>
        {name}
      </Link>
    ))
  return (
    <MinutePart title={t('stuck')}>
      <p className="figures">
        <Link to="/training/barriers" search={{ year: fiscalYear }}>
          {barrier
            ? t('stuck.barrier', { barrier: reason(`barrier.${barrier.barrier}`), n: barrier.n, all: barrier.all })
            : t('stuck.no_barrier')}
        </Link>
      </p>
      <dl className="mt-2 grid gap-2 print:mt-1 print:gap-1">
        <Line label={t('stuck.contradicted')} list={contradicted}>
          {(contradicted ?? []).map(({ from, to, fromName, toName }) => (
            <Link key={`${from} ${to}`} to="/model/arrow" search={{ from, to }}>
              {fromName} → {toName}
            </Link>
          ))}
        </Line>
        <Line
          label={t('stuck.off_path')}
          list={offPath}
          note={notLookedAt > 0 ? t('stuck.not_looked_at', { n: notLookedAt }) : undefined}
        >
          {kpis(offPath ?? [])}
        </Line>
        <Line label={t('stuck.missing')} list={missing}>
          {kpis(missing ?? [])}
        </Line>
      </dl>
    </MinutePart>
  )
}

function Line({
  label,
  list,
  note,
  children,
}: {
  label: string
  /** Null: the policy has nothing of the kind. */
  list: readonly unknown[] | null
  note?: string | undefined
  children: readonly ReactNode[]
}) {
  const t = useMessages(minuteMessages)
  if (!list) return null
  const n = list.length
  return (
    <div>
      <dt className="figures text-std-16B-170">
        {label} {n > 0 ? n : t('stuck.none')}
        {note && <span className="ml-1 text-dns-14N-130 text-solid-gray-700">{note}</span>}
      </dt>
      {n > 0 && (
        <dd>
          <ul className="flex flex-wrap gap-x-4">
            {children.map((child, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once, in the order of the answer.
              <li key={place}>{child}</li>
            ))}
          </ul>
        </dd>
      )}
    </div>
  )
}
