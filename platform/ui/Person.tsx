import { useMessages } from '#platform/i18n/react.tsx'
import { uiMessages } from './messages.ts'

export interface PersonProps {
  name: string
  /** Reading in kana. */
  nameKana: string
  section?: string
  /** Post or grade, before the section. */
  post?: string
  size?: 'medium' | 'small'
}

/** Face (until there are photographs: the initial), name, reading, section. */
export function Person({ name, nameKana, section, post, size = 'medium' }: PersonProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-3 text-left">
      <Face name={name} size={size} />
      <span className="min-w-28">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className={size === 'medium' ? 'text-std-16N-170' : 'text-dns-16N-130'}>{name}</span>
          <span className="text-dns-14N-130 text-solid-gray-700">{nameKana}</span>
        </span>
        {(section || post) && (
          <span className="block text-dns-14N-130 text-solid-gray-700">
            {[post, section].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
    </span>
  )
}

/** The first letter of a name on a ground of its own, the same on every page. */
export function Face({ name, size = 'medium' }: { name: string; size?: 'medium' | 'small' }) {
  const initial = [...letters.segment(name.trim())][0]?.segment ?? '?'
  const ground = grounds[[...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % grounds.length]
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 place-items-center rounded-full ${ground} ${size === 'medium' ? 'h-11 w-11 text-oln-16N-100' : 'h-8 w-8 text-oln-14N-100'}`}
    >
      {initial}
    </span>
  )
}

/** Name with reading as one text, for sentences: 佐藤 花子(さとう はなこ). */
export function usePersonName() {
  const t = useMessages(uiMessages)
  return (person: { name: string; nameKana: string }) => t('person.of', person)
}

/** Cuts between letters as people see them, so that a variation selector stays with its character. */
const letters = new Intl.Segmenter('ja')
const grounds = [
  'bg-blue-100 text-blue-1100',
  'bg-cyan-100 text-cyan-1100',
  'bg-green-100 text-green-1100',
  'bg-lime-100 text-lime-1200',
  'bg-yellow-100 text-yellow-1200',
  'bg-orange-100 text-orange-1100',
  'bg-magenta-100 text-magenta-1100',
  'bg-purple-100 text-purple-1100',
]
