import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { useReason } from '#platform/ui/form/useReason.tsx'
import { LinkButton } from '#platform/ui/Link.tsx'
import { ReachesClosed } from '#platform/ui/ReachesClosed.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { joiningPageMessages } from '../joining.messages.ts'
import { type Preview, useJoiningApi } from './useJoiningApi.ts'

/** What would move, what stands twice, what is in the way; and, where nothing is, the reason and the press. */
export function JoinPreview({
  staffMemberId,
  otherId,
  onDone,
}: {
  staffMemberId: number
  otherId: number
  onDone: () => void
}) {
  const t = useMessages(joiningPageMessages)
  const api = useJoiningApi()
  const { data, error } = useQuery(api.persons.previewJoin.queryOptions({ input: { staffMemberId, otherId } }))
  if (error) return <Trouble error={error} />
  if (!data) return <Waiting shape="text" />
  const number = data.second.staffNumbers.join('・')
  return (
    <div className="mt-6 grid gap-4 rounded-8 border border-solid-gray-420 p-4">
      <h3 className="text-std-20B-160">{t('preview.title', { first: data.first.name, number })}</h3>
      <p>
        {data.second.name} ({data.second.nameKana}) {t('preview.number', { numbers: number })}
      </p>
      <Moves moves={data.moves} />
      {data.same.spells + data.same.posts + data.same.leave > 0 && <p>{t('same', data.same)}</p>}
      <p className="text-solid-gray-700">{t('rules')}</p>
      <ReachesClosed years={data.closedYears} from={data.since ?? undefined} />
      {data.clashes.length > 0 ? (
        <Clashes preview={data} />
      ) : data.hindrance ? (
        <p role="status">{t(data.hindrance)}</p>
      ) : (
        <Ask preview={data} onDone={onDone} />
      )}
    </div>
  )
}

function Moves({ moves }: { moves: Preview['moves'] }) {
  const t = useMessages(joiningPageMessages)
  const { language } = useLanguage()
  return (
    <div>
      <h4 className="text-std-16B-170">{t('moves.title')}</h4>
      {moves.length === 0 && <p>{t('moves.none')}</p>}
      <dl className="grid max-w-[28rem] grid-cols-[1fr_auto] gap-x-6 gap-y-1">
        {moves.map(({ what, rows }) => (
          <div key={what} className="contents">
            <dt>{t(`what.${what}`)}</dt>
            <dd className="figures text-right">{t('moves.count', { count: rows.toLocaleString(language) })}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Clashes({ preview: { clashes, second } }: { preview: Preview }) {
  const t = useMessages(joiningPageMessages)
  const { language } = useLanguage()
  const number = second.staffNumbers.join('・')
  const side = ({ words, validFrom, lastDay }: Preview['clashes'][number]['first']) => {
    const from = formatDate(validFrom, language)
    return lastDay === null
      ? t('side.open', { words, from })
      : t('side.both', { words, from, to: formatDate(lastDay, language) })
  }
  return (
    <div role="status" className="rounded-8 border border-yellow-400 bg-yellow-50 p-3 text-yellow-1200">
      <h4 className="text-std-16B-170">{t('clashes.title')}</h4>
      <p>{t('clashes.lead', { number })}</p>
      <ul className="my-2 list-disc pl-6">
        {clashes.map((clash) => (
          <li key={`${clash.kind} ${side(clash.first)} ${side(clash.second)}`}>
            {t('clash.line', {
              kind: t(`clash.${clash.kind}`),
              first: side(clash.first),
              second: side(clash.second),
            })}
          </li>
        ))}
      </ul>
      <LinkButton to={`/admin/records/${second.staffMemberId}`}>{t('clashes.open', { number })}</LinkButton>
    </div>
  )
}

function Ask({ preview, onDone }: { preview: Preview; onDone: () => void }) {
  const t = useMessages(joiningPageMessages)
  const api = useJoiningApi()
  const queries = useQueryClient()
  const toast = useToast()
  const because = useReason({ label: t('reason'), support: t('reason.support'), missing: t('reason.missing') })
  const ask = useMutation(
    api.persons.askToJoin.mutationOptions({
      onSuccess: ({ joined }) => {
        toast({ message: t(joined ? 'joined' : 'asked') })
        onDone()
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  )
  const { first, second, needsSecond } = preview
  function submit() {
    const { staffMemberId } = first
    if (because.isReady()) ask.mutate({ staffMemberId, otherId: second.staffMemberId, reason: because.reason })
  }
  return (
    <Form
      onSubmit={submit}
      errors={because.errors}
      actions={
        <Button type="submit" look={needsSecond ? 'primary' : 'danger'} busy={ask.isPending}>
          {t(needsSecond ? 'ask' : 'confirm')}
        </Button>
      }
    >
      {ask.error && <Trouble error={ask.error} />}
      {because.field}
      <p>{t(needsSecond ? 'ask.second' : 'ask.alone')}</p>
    </Form>
  )
}
