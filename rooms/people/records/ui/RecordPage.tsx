import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { SidePanel } from '#platform/ui/Dialogs.tsx'
import { Breadcrumbs, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { recordPageMessages } from '../messages.ts'
import { CorrectLeave } from './CorrectLeave.tsx'
import { CorrectPost } from './CorrectPost.tsx'
import { CorrectSpell } from './CorrectSpell.tsx'
import { RecordCorrections } from './RecordCorrections.tsx'
import { StateWords } from './RecordsPage.tsx'
import { type StaffRecord, useDays } from './record.ts'
import { useRecordsApi } from './useRecordsApi.ts'

/** What reaches over all rooms of the person, beside what is put right here. */
interface Parts {
  readonly Decline: ComponentType<{ record: StaffRecord; spell: StaffRecord['spells'][number] }>
  readonly Joining: ComponentType<{ record: StaffRecord }>
}

/** One person's record: employment, posts and leave of all days, each with the way to put it right. */
export function RecordPage(parts: Parts) {
  const { staffMemberId } = useParams({ strict: false }) as { staffMemberId: string }
  const t = useMessages(recordPageMessages)
  const api = useRecordsApi()
  const { data, error, refetch } = useQuery(
    api.records.showRecord.queryOptions({ input: { staffMemberId: Number(staffMemberId) } }),
  )
  if (error) {
    return (
      <>
        <PageHeading>{t('title')}</PageHeading>
        <Trouble error={error} retry={refetch} />
      </>
    )
  }
  if (!data) return <Waiting shape="page" />
  return <Shown record={data} {...parts} />
}

function Shown({ record, Decline, Joining }: { record: StaffRecord } & Parts) {
  const t = useMessages(recordPageMessages)
  const { name, nameKana, staffNumbers, spells, posts, leave } = record
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('title'), to: '/admin/records' }, { label: name }]} />
      <PageHeading
        lead={staffNumbers.length > 0 ? t('numbers', { numbers: staffNumbers.join('・') }) : undefined}
        aside={
          <span className="flex flex-wrap items-baseline gap-3">
            <span className="text-solid-gray-700">{nameKana}</span>
            <Tag>
              <StateWords {...record} />
            </Tag>
          </span>
        }
      >
        {name}
      </PageHeading>
      <Facts title={t('spells.title')} nothing={t('spells.none')}>
        {spells.map((spell) => (
          <Fact
            key={spell.validFrom}
            days={spell}
            actions={
              <div className="flex flex-wrap gap-3">
                {spell.mayDecline && <Decline record={record} spell={spell} />}
                <Correct title={t('correct.spell')}>
                  {(close) => <CorrectSpell record={record} spell={spell} onDone={close} />}
                </Correct>
              </div>
            }
          >
            {spell.employmentCategory} {spell.occupation} <span className="figures">{spell.staffNumber}</span>
          </Fact>
        ))}
      </Facts>
      <Facts title={t('posts.title')} nothing={t('posts.none')}>
        {posts.map((post) => (
          <Fact
            key={post.assignmentId}
            days={post}
            actions={
              <Correct title={t('correct.post')}>
                {(close) => <CorrectPost record={record} post={post} onDone={close} />}
              </Correct>
            }
          >
            <Tag tone={post.kind === 'primary' ? 'blue' : 'plain'}>{t(`kind.${post.kind}`)}</Tag> {post.sectionName}{' '}
            {post.postTitle} {post.grade} {post.isHead && <Tag>{t('head')}</Tag>}
          </Fact>
        ))}
      </Facts>
      <Facts title={t('leave.title')} nothing={t('leave.none')}>
        {leave.map((one) => (
          <Fact
            key={one.validFrom}
            days={one}
            actions={
              <Correct title={t('correct.leave')}>
                {(close) => <CorrectLeave record={record} leave={one} onDone={close} />}
              </Correct>
            }
          >
            {one.kind}
          </Fact>
        ))}
      </Facts>
      <RecordCorrections record={record} />
      <Joining record={record} />
    </>
  )
}

function Facts({ title, nothing, children }: { title: string; nothing: string; children: readonly ReactNode[] }) {
  return (
    <Section title={title}>
      {children.length === 0 ? (
        <Empty>{nothing}</Empty>
      ) : (
        <ul className="divide-y divide-solid-gray-200">{children}</ul>
      )}
    </Section>
  )
}

function Fact({
  days,
  actions,
  children,
}: {
  days: { validFrom: string; lastDay: string | null }
  actions: ReactNode
  children: ReactNode
}) {
  const words = useDays()
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <span className="figures">{words(days)}</span>
        <span>{children}</span>
      </div>
      {actions}
    </li>
  )
}

function Correct({ title, children }: { title: string; children: (close: () => void) => ReactNode }) {
  const t = useMessages(recordPageMessages)
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button look="secondary" size="small" onClick={() => setOpen(true)}>
        {t('correct')}
      </Button>
      <SidePanel title={title} open={open} onClose={close}>
        {children(close)}
      </SidePanel>
    </>
  )
}
