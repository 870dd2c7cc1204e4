import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog, SidePanel } from '#platform/ui/Dialogs.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { joiningPageMessages } from '../joining.messages.ts'
import { type Join, useJoiningApi } from './useJoiningApi.ts'

/** What was said to be one person: of one person, or, on the page of all records, what waits for a second person. Nothing where there is none. */
export function Joins({ staffMemberId }: { staffMemberId?: number }) {
  const t = useMessages(joiningPageMessages)
  const api = useJoiningApi()
  const { data } = useQuery(api.persons.listJoins.queryOptions({ input: staffMemberId ? { staffMemberId } : {} }))
  const joins = (data?.joins ?? []).filter(({ state }) => staffMemberId !== undefined || state === 'waiting')
  if (joins.length === 0) return null
  const list = (
    <ul className="grid gap-4">
      {joins.map((join) => (
        <One key={join.personJoinId} join={join} isOf={staffMemberId} />
      ))}
    </ul>
  )
  if (staffMemberId === undefined) return <Section title={t('waiting.title')}>{list}</Section>
  return (
    <div className="mt-6">
      <h3 className="mb-3 text-std-20B-160">{t('list.title')}</h3>
      {list}
    </div>
  )
}

function One({ join, isOf }: { join: Join; isOf: number | undefined }) {
  const t = useMessages(joiningPageMessages)
  const { language } = useLanguage()
  const { first, second, state, may } = join
  const pair = t('pair', {
    ...{ first: first.name, firstNumbers: first.staffNumbers.join('・') },
    ...{ second: second.name, secondNumbers: second.staffNumbers.join('・') },
  })
  const said =
    state === 'waiting'
      ? t('waiting', { by: join.askedBy, on: formatDate(join.askedOn, language), reason: join.reason })
      : t(state === 'joined' ? 'done' : 'declined', {
          by: join.answeredBy ?? join.askedBy,
          on: formatDate(join.answeredOn ?? join.askedOn, language),
          reason: join.answerReason ?? join.reason,
        })
  return (
    <li className="grid gap-2 border-blue-300 border-l-4 pl-4">
      {isOf === first.staffMemberId ? (
        <strong>{pair}</strong>
      ) : (
        <Link to={`/admin/records/${first.staffMemberId}`} search={{ join: second.staffMemberId }}>
          {pair}
        </Link>
      )}
      <p className="text-solid-gray-700">{said}</p>
      {may.length > 0 && (
        <div className="flex flex-wrap gap-3">
          {may.includes('agreeToJoin') && <Agree join={join} pair={pair} />}
          {may.includes('declineJoin') && <Decline join={join} />}
        </div>
      )}
    </li>
  )
}

function Agree({ join: { personJoinId }, pair }: { join: Join; pair: string }) {
  const t = useMessages(joiningPageMessages)
  const api = useJoiningApi()
  const queries = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState(false)
  const agree = useMutation(
    api.persons.agreeToJoin.mutationOptions({
      onSuccess: () => {
        toast({ message: t('joined') })
        setOpen(false)
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('agree')}</Button>
      <ConfirmDialog
        title={t('agree.title')}
        open={open}
        onClose={() => setOpen(false)}
        confirmLabel={t('agree.do')}
        onConfirm={() => agree.isPending || agree.mutate({ personJoinId })}
      >
        {agree.error && <Trouble error={agree.error} />}
        <p>{pair}</p>
        <p className="mt-2">{t('agree.what')}</p>
      </ConfirmDialog>
    </>
  )
}

function Decline({ join: { personJoinId } }: { join: Join }) {
  const t = useMessages(joiningPageMessages)
  const [open, setOpen] = useState(false)
  const toast = useToast()
  const queries = useQueryClient()
  const api = useJoiningApi()
  const because = useReason({ label: t('reason'), support: t('reason.support'), missing: t('reason.missing') })
  const decline = useMutation(
    api.persons.declineJoin.mutationOptions({
      onSuccess: () => {
        toast({ message: t('declined.done') })
        setOpen(false)
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {t('decline')}
      </Button>
      <SidePanel title={t('decline.title')} open={open} onClose={() => setOpen(false)}>
        <Form
          onSubmit={() => because.isReady() && decline.mutate({ personJoinId, reason: because.reason })}
          errors={because.errors}
          actions={
            <Button type="submit" busy={decline.isPending}>
              {t('decline')}
            </Button>
          }
        >
          {decline.error && <Trouble error={decline.error} />}
          {because.field}
        </Form>
      </SidePanel>
    </>
  )
}
