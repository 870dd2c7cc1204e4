import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { problemFrom } from '#platform/client/client.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { ConfirmDialog } from '#platform/ui/Dialogs.tsx'
import { type Finding, showPath } from '#rooms/policy/findings.rules.ts'
import { api } from '../../api.ts'
import { PublishDialog } from '../PublishDialog.tsx'
import { usePublished } from '../usePublished.ts'
import { usePlace } from './aim.ts'
import { isFault, partOf } from './parts.ts'
import { useSaying, useWork, wordsAt } from './work.tsx'
import { workshopMessages } from './workshop.messages.ts'

/** A draft is published from a day on, once nothing in it is wrong; until then what is wrong is told. */
export function Publishing({
  open,
  findings,
  onClose,
}: {
  open: boolean
  findings: readonly Finding[]
  onClose: () => void
}) {
  const t = useMessages(workshopMessages)
  const say = useSaying()
  const { draft, editing, saveNow } = useWork()
  const publish = useMutation(api.workingDrafts.publishWorkingDraft.mutationOptions())
  const published = usePublished()
  const navigate = useNavigate()
  const [, go] = usePlace()
  const faults = findings.filter(isFault)
  if (faults.length > 0 || editing.data === undefined) {
    return (
      <ConfirmDialog
        title={t('all.title')}
        open={open}
        onClose={onClose}
        confirmLabel={t('publish.back')}
        danger={false}
        onConfirm={onClose}
      >
        <p>{editing.data === undefined ? t('unreadable') : t('publish.faults', { n: faults.length })}</p>
        <ul className="mt-4 grid gap-2">
          {faults.slice(0, 50).map((one) => {
            const part = partOf(one.path) ?? 'text'
            return (
              <li key={`${showPath(one.path)} ${one.key}`}>
                <Button
                  look="text"
                  size="small"
                  onClick={() => {
                    onClose()
                    go(part)
                  }}
                >
                  {t(`part.${part}`)}
                </Button>{' '}
                {say(one)}
              </li>
            )
          })}
        </ul>
      </ConfirmDialog>
    )
  }
  return (
    <PublishDialog
      open={open}
      edition={wordsAt(editing.data, ['policy', 'edition'])}
      samples={samplesIn(editing.data)}
      error={publish.error}
      onClose={() => {
        onClose()
        publish.reset()
      }}
      onPublish={async (publishFrom, replace) => {
        const input = { workingDraftId: draft.workingDraftId, seen: await saveNow() }
        try {
          await publish.mutateAsync({ ...input, publishFrom, ...(replace ? { replace } : {}) })
        } catch (refused) {
          // What is taken from people is answered for beside what is in force: an edition is made of the draft, and published from there.
          if (problemFrom(refused)?.code !== 'effects_unanswered') throw refused
          const { policyEditionId } = await publish.mutateAsync(input)
          await published()
          void navigate(besides(policyEditionId) as Parameters<typeof navigate>[0])
          return
        }
        onClose()
        await published(publishFrom)
      }}
    />
  )
}

const besides = (to: number): object => ({ to: '/admin/policy/compare', search: { to } })

function samplesIn(held: unknown): number {
  if (typeof held !== 'object' || held === null) return 0
  const own = 'isSample' in held && held.isSample === true ? 1 : 0
  return Object.values(held).reduce<number>((sum, inner) => sum + samplesIn(inner), own)
}
