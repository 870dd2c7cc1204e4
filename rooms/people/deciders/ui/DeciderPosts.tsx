import { useQuery } from '@tanstack/react-query'
import { useApi, useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { addDays, formatDate } from '#platform/time/dates.ts'
import { useActing } from '#platform/ui/acting.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { DataTable } from '#platform/ui/table/DataTable.tsx'
import type { Column } from '#platform/ui/table/rows.ts'
import type { deciders } from '../contract.ts'
import { decidersMessages } from '../messages.ts'
import { NameDeciderPost } from './NameDeciderPost.tsx'

type Asked = { deciders: typeof deciders }
type Post = Output<typeof deciders.listDeciderPosts>['posts'][number]

/** Which posts decide where nobody stands above a person, and naming another. */
export function DeciderPosts() {
  const t = useMessages(decidersMessages)
  const api = useApi<{ deciders: typeof deciders }>()
  const { data, error, refetch } = useQuery(api.deciders.listDeciderPosts.queryOptions({ input: {} }))
  const columns = useColumns(data?.today ?? '')
  return (
    <Section title={t('title')} lead={t('lead')}>
      {error && <Trouble error={error} retry={refetch} />}
      {!error && !data && <Waiting shape="table" />}
      {data && (
        <div className="grid gap-6">
          {data.posts.length === 0 ? (
            <Empty>{t('none')}</Empty>
          ) : (
            <DataTable
              name="decider-posts"
              caption={t('title')}
              columns={columns}
              rows={data.posts}
              rowKey={({ deciderPostId }) => deciderPostId}
              filter={false}
            />
          )}
          <NameDeciderPost today={data.today} />
        </div>
      )}
    </Section>
  )
}

function useColumns(today: string): Column<Post>[] {
  const t = useMessages(decidersMessages)
  const { language } = useLanguage()
  const postOf = ({ section, postTitle }: Post) => t('post.of', { section: section.name, post: postTitle })
  return [
    {
      id: 'scope',
      header: t('scope'),
      isRowHeader: true,
      cell: ({ forSection }) => (forSection ? t('scope.section', { name: forSection.name }) : t('scope.town')),
    },
    { id: 'post', header: t('post'), cell: postOf },
    {
      id: 'holders',
      header: t('holders'),
      cell: ({ holders }) => holders.map(({ name }) => name).join('・') || t('holders.none'),
    },
    {
      id: 'span',
      header: t('span'),
      cell: ({ validFrom, validTo, state }) => (
        <span className="figures flex flex-wrap items-center gap-2">
          {formatDate(validFrom, language)}〜
          {validTo === null ? t('span.open') : formatDate(addDays(validTo, -1), language)}
          <Tag tone={state === 'held' ? 'green' : 'plain'}>{t(`state.${state}`)}</Tag>
        </span>
      ),
    },
    {
      id: 'end',
      header: t('end'),
      cell: (post) => (post.state === 'over' ? null : <End post={post} words={postOf(post)} today={today} />),
      isButton: true,
    },
  ]
}

function End({ post: { deciderPostId }, words, today }: { post: Post; words: string; today: string }) {
  const t = useMessages(decidersMessages)
  const { act, error, isPending } = useActing(useClient<Asked>(), useApi<Asked>().deciders.key())
  const end = () =>
    act(
      (client) => client.deciders.endDeciderPost({ deciderPostId, validTo: today }),
      t('end.done'),
      (client) => client.deciders.takeBackDeciderPostEnd({ deciderPostId }),
    )
  return (
    <>
      <Button look="secondary" size="small" busy={isPending} aria-label={t('end.label', { post: words })} onClick={end}>
        {t('end')}
      </Button>
      {error && <Trouble error={error} />}
    </>
  )
}
