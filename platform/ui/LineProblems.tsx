import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

interface LineProblem {
  readonly line: number | null
  readonly column: string | null
  /** What stands there; not said where nobody may read it. */
  readonly value?: string | null
  readonly reason: string
}

/** What is wrong with a file, each at its line, under the words that say how much it is. */
export function LineProblems({ title, problems }: { title: string; problems: readonly LineProblem[] }) {
  const t = useMessages(uiMessages)
  return (
    <div role="alert" className="rounded-8 border-2 border-error-1 bg-white p-4">
      <p className="text-error-2 text-std-16B-170">{title}</p>
      <ul className="mt-1 list-disc pl-6">
        {problems.map(({ line, column, value, reason }) => (
          <li key={`${line} ${column} ${reason}`}>
            {line !== null && `${t('problem.line', { line })} `}
            {column} {value && t('problem.value', { value })} {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}
