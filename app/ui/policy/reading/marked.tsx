import { createContext, useContext } from 'react'
import { commentsPageMessages } from '#app/editions/comments-page.messages.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { CommentsAt } from '../comments/Comments.tsx'
import { type Difference, OneDifference } from '../compare/Differences.tsx'

const DifferencesContext = createContext<readonly Difference[] | null>(null)
export const MarkedProvider = DifferencesContext.Provider

type Part = Difference['part']

/** What parts of a draft say otherwise than the policy in force, and what is said of them; the policy in force is read without. */
export function Marked({ parts }: { parts: readonly [Part, ...Part[]] }) {
  const t = useMessages(commentsPageMessages)
  const differences = useContext(DifferencesContext)
  if (!differences) return null
  const here = differences.filter(({ part }) => parts.includes(part))
  return (
    <div className="mt-3">
      {here.length > 0 && (
        <details open className="rounded-12 border-2 border-blue-900 bg-white px-4 sm:px-6">
          <summary className="min-h-11 cursor-pointer py-2 text-std-16B-170">
            {t('draft.changes.part', { n: here.length })}
          </summary>
          <ul>
            {here.map((difference, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a difference is its place in the list.
              <OneDifference key={at} difference={difference} />
            ))}
          </ul>
        </details>
      )}
      <CommentsAt place={[inFile(parts[0])]} />
    </div>
  )
}

/** Skills, nodes and arrows are compared by themselves, and stand in the file within their part. */
function inFile(part: Part): string {
  return part === 'skills' ? 'pyramid' : part === 'nodes' || part === 'arrows' ? 'model' : part
}
