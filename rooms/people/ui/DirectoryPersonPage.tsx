import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Answer } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Breadcrumbs, Card, PageHeading } from '#platform/ui/Page.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import type { people } from '../contract.ts'
import { peopleMessages } from '../messages.ts'

/** Ways to what later rooms know of the colleague. */
type Actions = ComponentType<{ person: { staffMemberId: number; name: string } }>
type Shown = Answer<typeof people.showStaffMember>

/** One colleague: name, reading, sections and posts of today, nothing else (INV-S1). */
export function DirectoryPersonPage({ actions }: { actions: Actions }) {
  const { staffMemberId } = useParams({ strict: false }) as { staffMemberId: string }
  const api = useApi<{ people: typeof people }>()
  const { data, error, refetch } = useQuery(
    api.people.showStaffMember.queryOptions({ input: { staffMemberId: Number(staffMemberId) } }),
  )
  if (error) return <Unknown error={error} retry={refetch} />
  if (!data) return <Waiting shape="page" />
  return <Colleague person={data} actions={actions} />
}

function Unknown({ error, retry }: { error: unknown; retry: () => unknown }) {
  const t = useMessages(peopleMessages)
  return (
    <>
      <PageHeading>{t('directory.title')}</PageHeading>
      <Trouble error={error} retry={retry} />
    </>
  )
}

function Colleague({ person, actions: Actions }: { person: Shown; actions: Actions }) {
  const t = useMessages(peopleMessages)
  const { name, nameKana, posts } = person
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('directory.title'), to: '/people' }, { label: name }]} />
      <PageHeading
        lead={t('directory.lead_of_person')}
        aside={<span className="text-solid-gray-700">{nameKana}</span>}
        actions={<Actions person={person} />}
      >
        {name}
      </PageHeading>
      <Card title={t('directory.posts')} actions={<Face name={name} />}>
        {posts.length === 0 ? <p>{t('directory.no_posts')}</p> : <Posts posts={posts} />}
      </Card>
    </>
  )
}

function Posts({ posts }: Pick<Shown, 'posts'>) {
  const t = useMessages(peopleMessages)
  const api = useApi<{ people: typeof people }>()
  const { data: sections } = useQuery(api.people.listSections.queryOptions({ input: {}, staleTime: 3_600_000 }))
  const pathOf = (code: string) => sections?.find(({ sectionCode }) => sectionCode === code)?.path.join(' ')
  return (
    <ul className="divide-y divide-solid-gray-200">
      {posts.map(({ kind, sectionCode, sectionName, postTitle }) => (
        <li key={`${kind} ${sectionCode} ${postTitle}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 py-2">
          <Tag tone={kind === 'primary' ? 'blue' : 'plain'}>{t(`kind.${kind}`)}</Tag>
          <span className="text-std-16B-170">{pathOf(sectionCode) ?? sectionName}</span>
          <span>{postTitle}</span>
        </li>
      ))}
    </ul>
  )
}
