import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { useToast } from '#platform/ui/Toasts.tsx'
import { recordedBy } from '#rooms/policy/evidence.rules.ts'
import type { SkillInTier } from '#rooms/policy/rules.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { useSkillsApi, useSkillsClient } from './useSkillsApi.ts'

export type Standing = Output<typeof skills.showSkills>['skills'][number]
export type Before = Standing['kinds'][number]
export interface Answer {
  level: number
  note: string
  shared: boolean
}

/** The kind that this page records. */
const [reflection] = recordedBy('self')
/** Only what was answered, by skill. */
type Answers = Readonly<Record<string, Answer>>

/** What has been answered and not been saved yet stays in this tab, also over leaving the page. */
export function useReflectionDraft() {
  return useDraft<Answers>('reflection', {})
}

export function useReflection(all: readonly SkillInTier[], standing: ReadonlyMap<string, Standing>) {
  const [answers, keep, drop] = useReflectionDraft()
  const { mutate, isPending, error } = useSave(drop)
  const beforeOf = (skill: string) => standing.get(skill)?.kinds.find(({ kind }) => kind === reflection)
  const answerOf = (skill: string): Answer | undefined => answers[skill]
  const answered = Object.keys(answers)
  /** Undefined takes the answer back: nothing is recorded of that skill. */
  function answer(skill: string, change: Partial<Answer> | undefined) {
    const { [skill]: was, ...others } = answers
    if (!change) return keep(others)
    const shared = beforeOf(skill)?.shared ?? false
    keep({ ...others, [skill]: { level: 0, note: '', shared, ...was, ...change } })
  }
  /** As last time, said again today. */
  const take = (again: readonly string[]) =>
    keep({
      ...answers,
      ...Object.fromEntries(
        again.map((skill) => {
          const { level = 0, shared = false } = beforeOf(skill) ?? {}
          return [skill, { note: answers[skill]?.note ?? '', level: level ?? 0, shared }]
        }),
      ),
    })
  const shareAll = (shared: boolean) =>
    keep(Object.fromEntries(Object.entries(answers).map(([skill, one]) => [skill, { ...one, shared }])))
  // A draft may be older than the policy: what it no longer asks is not sent.
  const isAsked = new Set([...standing.keys(), ...all.map(({ id }) => id)])
  const save = () =>
    mutate({
      reflections: answered.filter((skill) => isAsked.has(skill)).map((skill) => ({ skill, ...answers[skill]! })),
    })
  return { beforeOf, answerOf, answer, take, shareAll, answered, save, isPending, error }
}

/** Saves, goes to the pyramid and offers to take it back. */
function useSave(onSaved: () => void) {
  const t = useMessages(skillsMessages)
  const toast = useToast()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const api = useSkillsApi()
  const client = useSkillsClient()
  const renew = () => queries.invalidateQueries({ queryKey: api.skills.key() })
  return useMutation(
    api.skills.reflect.mutationOptions({
      onSuccess: async ({ skillEvidenceIds }) => {
        onSaved()
        await renew()
        toast({
          message: t('reflect.saved', { n: skillEvidenceIds.length }),
          ...(skillEvidenceIds.length > 0 && {
            undo: async () => {
              await client.skills.withdrawEvidence({ skillEvidenceIds })
              await renew()
            },
          }),
        })
        await navigate({ to: '/skills' })
      },
    }),
  )
}
