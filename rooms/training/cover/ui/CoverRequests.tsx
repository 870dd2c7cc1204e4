import type { z } from 'zod'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { Card, Section } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { MoreThanShown } from '../../ui/MoreThanShown.tsx'
import { useAct, type useTrainingClient } from '../../ui/useTrainingApi.ts'
import { useSessionWords } from '../../ui/words.tsx'
import type { CoverRequest as Requested } from '../contract.ts'
import { pageMessages } from './messages.ts'

type Request = z.output<typeof Requested>

/** 代わりのお願い: colleagues who ask me to stand in. */
export function CoverRequests({ requests, total }: { requests: readonly Request[]; total: number }) {
  const t = useMessages(pageMessages)
  if (requests.length === 0) return null
  return (
    <Section title={t('covers')} lead={t('covers.lead')}>
      <MoreThanShown shown={requests.length} total={total} />
      <div className="grid gap-4 lg:grid-cols-2">
        {requests.map((request) => (
          <CoverRequest key={request.coverArrangementId} request={request} />
        ))}
      </div>
    </Section>
  )
}

function CoverRequest({ request }: { request: Request }) {
  const t = useMessages(pageMessages)
  const when = useSessionWords()
  const { act, error } = useAct()
  const { coverArrangementId, applicant, courseTitle, session, duty, note, agreedOn, declinedOn, may } = request
  const takeBack = (client: ReturnType<typeof useTrainingClient>) =>
    client.training.takeBackCoverAnswer({ coverArrangementId })
  return (
    <Card
      title={t('covers.of', { name: applicant.name })}
      actions={
        declinedOn ? (
          <Tag>{t('covers.declined_tag')}</Tag>
        ) : agreedOn ? (
          <Tag tone="green">{t('covers.done')}</Tag>
        ) : undefined
      }
    >
      <p>{when(session)}</p>
      <p className="text-solid-gray-700">{courseTitle}</p>
      {duty && <p className="mt-2 whitespace-pre-line">{duty}</p>}
      {note && <p className="mt-1 whitespace-pre-line text-solid-gray-700">{note}</p>}
      <div className="mt-4 flex flex-wrap gap-3">
        {may.includes('agreeToCover') && (
          <Button
            size="small"
            look="secondary"
            onClick={() =>
              act((client) => client.training.agreeToCover({ coverArrangementId }), t('covers.agreed'), takeBack)
            }
          >
            {t('covers.agree')}
          </Button>
        )}
        {may.includes('declineCover') && (
          <Button
            size="small"
            look="text"
            onClick={() =>
              act((client) => client.training.declineCover({ coverArrangementId }), t('covers.declined'), takeBack)
            }
          >
            {t('covers.decline')}
          </Button>
        )}
        {may.includes('takeBackCoverAnswer') && (
          <Button size="small" look="text" onClick={() => act(takeBack, t('undone'))}>
            {t('undo')}
            <span className="sr-only"> {t('covers.of', { name: applicant.name })}</span>
          </Button>
        )}
      </div>
      {error && <Trouble error={error} />}
    </Card>
  )
}
