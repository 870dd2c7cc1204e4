import { type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { cellAt, type Grid, pathsOf } from './matrix.ts'
import { useLevelWords } from './useLevelWords.ts'

export type Team = Output<typeof skills.showTeamSkills>
export type Member = Team['members'][number]

/** Low enough that a page of people fits a screen, high enough for a finger beside its neighbours (WCAG 2.5.8). */
const ROW = 24
/** A column is as wide as there is room for, within what can be told apart and what is still one picture. */
const [NARROWEST, WIDEST] = [8, 48]
/** Narrower than this, figures do not stand side by side any more. */
const SLIM = 20

/** People × skills as one picture that fits its window. Whoever does not see it has the table of the same rows. */
export function Matrix({ team, members }: { team: Team; members: readonly Member[] }) {
  const t = useMessages(skillsMessages)
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    // At once and before it is painted: a picture of another width would jump.
    const observer = new ResizeObserver(() => flushSync(() => setWidth(room.current?.clientWidth ?? 0)))
    observer.observe(room.current!)
    return () => observer.disconnect()
  }, [])
  const column = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(width / team.skills.length)))
  return (
    <div className="rounded-12 border border-solid-gray-200 bg-white p-3 sm:p-4">
      <Legend />
      <div className="grid grid-cols-[5.5rem_1fr] sm:grid-cols-[12rem_1fr]">
        <div className="self-end pr-2 pb-1 text-right text-dns-14N-130 text-solid-gray-700">{t('team.below')}</div>
        {width > 0 ? <Heads team={team} column={column} /> : <div />}
        <Names members={members} />
        <div ref={room} className="min-w-0">
          {width > 0 && (
            <Picture team={team} members={members} grid={{ width: column, height: ROW, highest: team.highestLevel }} />
          )}
        </div>
      </div>
    </div>
  )
}

function Legend() {
  const t = useMessages(skillsMessages)
  const marks = [
    { key: 'reached', draw: <path d="M4 6h8V18H4z" className={looks.reached} /> },
    { key: 'under', draw: <path d="M4.5 10.5h7V17.5h-7z" className={looks.below} /> },
    { key: 'expected', draw: <path d="M3 6h10" className={looks.expected} /> },
    { key: 'unknown', draw: <path d="M7 16h2v2H7z" className={looks.unknown} /> },
  ] as const
  return (
    <p aria-hidden="true" className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-dns-14N-130 text-solid-gray-700">
      {marks.map(({ key, draw }) => (
        <span key={key} className="inline-flex items-center gap-1">
          <svg aria-hidden="true" data-mark viewBox="0 0 16 20" className="h-5 w-4">
            {draw}
          </svg>
          {t(`matrix.${key}`)}
        </span>
      ))}
    </p>
  )
}

/** A drawing of which the table has the words: fourteen columns in a phone leave letters less room. Names of the skills on their side, a line between tiers, and how many are under the expectation. */
function Heads({ team: { skills }, column }: { team: Team; column: number }) {
  return (
    <div aria-hidden="true" data-tight className="flex items-end text-solid-gray-900">
      {skills.map(({ skill, name, below }, index) => (
        <div
          key={skill}
          style={{ width: column }}
          className={`shrink-0 ${index > 0 && skills[index - 1]!.tier !== skills[index]!.tier ? 'border-solid-gray-420 border-l' : ''}`}
        >
          <div
            title={name}
            className={`mx-auto h-36 overflow-hidden leading-none tracking-normal [writing-mode:vertical-rl] ${column < SLIM ? 'text-[0.6875rem]' : 'text-dns-14N-130'}`}
          >
            {name}
          </div>
          <div
            className={`figures mx-auto py-1 text-center leading-none tracking-normal ${column < SLIM ? 'text-[0.6875rem] [writing-mode:vertical-rl]' : 'text-dns-14N-130'}`}
          >
            {below || '·'}
          </div>
        </div>
      ))}
    </div>
  )
}

function Names({ members }: { members: readonly Member[] }) {
  const t = useMessages(skillsMessages)
  return (
    <ul aria-label={t('team.people')}>
      {members.map(({ staffMemberId, name, postTitle, onLeave }) => (
        <li key={staffMemberId} className="flex h-6 items-center gap-2 border-solid-gray-200 border-t pr-2">
          <Link to={`/skills/staff/${staffMemberId}`} className="truncate text-dns-14N-130 sm:text-dns-16N-130">
            {name}
          </Link>
          <span className="hidden shrink-0 text-dns-14N-130 text-solid-gray-700 sm:inline">
            {onLeave ? t('team.on_leave') : postTitle}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Picture({ team, members, grid }: { team: Team; members: readonly Member[]; grid: Grid }) {
  const t = useMessages(skillsMessages)
  const [at, setAt] = useState<{ row: number; column: number }>()
  const { width, height, highest } = grid
  const [wide, tall] = [width * team.skills.length, height * members.length]
  const drawn = useMemo(() => {
    const paths = pathsOf(members, { width, height, highest })
    const rows = members.map((_, row) => `M0 ${row * height + 0.5}h${wide}`).join('')
    const tiers = team.skills.flatMap(({ tier }, index) =>
      index > 0 && team.skills[index - 1]!.tier !== tier ? [`M${index * width + 0.5} 0v${tall}`] : [],
    )
    return (
      <>
        <path d={rows} className="fill-none stroke-solid-gray-200" />
        <path d={tiers.join('')} className="fill-none stroke-solid-gray-420" />
        {(['reached', 'below', 'unknown', 'expected'] as const).map((kind) => (
          <path key={kind} d={paths[kind]} className={looks[kind]} />
        ))}
      </>
    )
  }, [members, team.skills, width, height, highest, wide, tall])
  function point(event: PointerEvent<SVGSVGElement>) {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const next = cellAt(members.length, team.skills.length, grid, { x: event.clientX - left, y: event.clientY - top })
    if (next?.row !== at?.row || next?.column !== at?.column) setAt(next)
  }
  return (
    <div className="relative">
      <svg
        role="img"
        aria-label={t('matrix.of', { people: members.length, skills: team.skills.length })}
        width={wide}
        height={tall}
        viewBox={`0 0 ${wide} ${tall}`}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={() => setAt(undefined)}
        className="block touch-pan-y"
      >
        {at && (
          <>
            <rect y={at.row * height} width={wide} height={height} className="fill-blue-50" />
            <rect x={at.column * width} width={width} height={tall} className="fill-blue-50" />
          </>
        )}
        {drawn}
      </svg>
      {at && <Cell team={team} member={members[at.row]!} column={at.column} top={(at.row + 1) * height} />}
    </div>
  )
}

/** What the cell under the finger says. */
function Cell({ team, member, column, top }: { team: Team; member: Member; column: number; top: number }) {
  const words = useLevelWords(team.highestLevel)
  return (
    <p
      aria-hidden="true"
      style={{ top: top + 4 }}
      className="pointer-events-none absolute right-0 z-10 max-w-full rounded-8 border border-solid-gray-420 bg-white px-3 py-2 text-dns-14N-130 shadow-2"
    >
      {member.name} · {team.skills[column]!.name}
      <br />
      {words(member.levels[column]!, member.expected[column]!, member.from[column]!)}
    </p>
  )
}

const looks = {
  reached: 'fill-blue-900',
  below: 'fill-white stroke-blue-900',
  unknown: 'fill-solid-gray-420',
  expected: 'fill-none stroke-solid-gray-900',
}
