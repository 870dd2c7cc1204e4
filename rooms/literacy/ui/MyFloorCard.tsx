import { useQuery } from '@tanstack/react-query'
import { problemFrom } from '#platform/client/client.ts'
import { useApi } from '#platform/client/react.tsx'
import { useMessages } from '#platform/i18n/react.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { evidenceMessages } from '#rooms/policy/evidence.messages.ts'
import type { literacy } from '../contract.ts'
import { literacyMessages } from '../messages.ts'

/** What the floor asks of everyone, what I have of it, and by which evidence the rest can be reached. */
export function MyFloorCard() {
  const t = useMessages(literacyMessages)
  const nameOf = useMessages(evidenceMessages)
  const api = useApi<{ literacy: typeof literacy }>()
  const { data, error, refetch } = useQuery(api.literacy.showMyFloor.queryOptions({ input: {} }))
  const title = t('mine.title')
  // An account that serves administration only has no part of its own.
  if (problemFrom(error)?.code === 'forbidden') return null
  if (error) return <Trouble title={title} error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={1} />
  return (
    <Card title={title} isSample={data.isSample}>
      <p>
        {data.reached ? t('mine.reached') : t('mine.lead', { n: data.skills.filter(({ reached }) => !reached).length })}
      </p>
      {data.outside !== null && <p className="text-solid-gray-700">{t('mine.outside')}</p>}
      <ul className="mt-2 divide-y divide-solid-gray-200">
        {data.skills.map((skill) => (
          <li key={skill.skill} className="py-2">
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="text-std-16B-170">{skill.name}</span>
              <Tag tone={skill.reached ? 'green' : 'plain'}>{t(skill.reached ? 'reached' : 'to_reach')}</Tag>
            </p>
            <p className="text-dns-14N-130 text-solid-gray-700">
              {t('mine.floor', { level: skill.floorLevel, name: skill.levelName ?? '' })}{' '}
              {skill.level === null ? t('mine.none') : t('mine.now', { level: skill.level })}{' '}
              {!skill.reached && t('mine.by', { kinds: skill.evidence.map((kind) => nameOf(`kind.${kind}`)) })}
            </p>
            {!skill.reached && skill.behaviour && <p className="text-solid-gray-700">{skill.behaviour}</p>}
          </li>
        ))}
      </ul>
      {!data.reached && (
        <p className="mt-2">
          <Link to="/tests">{t('mine.tests')}</Link>
        </p>
      )}
    </Card>
  )
}
