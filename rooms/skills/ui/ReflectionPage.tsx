import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox } from '#platform/ui/form/Choices.tsx'
import { useDraft } from '#platform/ui/form/drafts.ts'
import { TextArea } from '#platform/ui/form/TextField.tsx'
import { Breadcrumbs, Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { recordedBy } from '#rooms/policy/evidence.rules.ts'
import { type SkillInTier, skillsOf } from '#rooms/policy/rules.ts'
import type { skills } from '../contract.ts'
import { skillsMessages } from '../messages.ts'
import { LevelChoices } from './LevelChoices.tsx'
import { useFramework } from './useSkillNames.ts'
import { useSkillsApi, useSkillsClient } from './useSkillsApi.ts'
import { WhoSees } from './WhoSees.tsx'

type Skill = Output<typeof skills.showSkills>['skills'][number]
/** The kind that this page records. */
const [reflection] = recordedBy('self')
interface Answer {
  level: number | null
  note: string
  shared: boolean
}
/** Only what was touched; the rest is as it stood. */
type Answers = Record<string, Partial<Answer>>

/** 自己診断: every skill on one page, kept as a draft, saved by one button. */
export function ReflectionPage() {
  const t = useMessages(skillsMessages)
  const api = useSkillsApi()
  const framework = useFramework()
  const mine = useQuery(api.skills.showMySkills.queryOptions({ input: {} }))
  const error = mine.error ?? framework.error
  return (
    <>
      <Breadcrumbs crumbs={[{ label: t('skills.title'), to: '/skills' }, { label: t('reflect.title') }]} />
      <PageHeading lead={t('purpose')}>{t('reflect.title')}</PageHeading>
      {error && <Trouble error={error} />}
      {!error && !(mine.data && framework.data) && <Waiting shape="list" rows={6} />}
      {mine.data && framework.data && (
        <Reflection skills={skillsOf(framework.data.document)} standing={mine.data.levels.skills} />
      )}
    </>
  )
}

function Reflection({ skills: all, standing }: { skills: readonly SkillInTier[]; standing: readonly Skill[] }) {
  const t = useMessages(skillsMessages)
  const [answers, keep, drop] = useDraft<Answers>('reflection', {})
  const { save, isPending, error } = useSave(drop)
  const own = new Map(standing.map(({ skill, kinds }) => [skill, kinds.find(({ kind }) => kind === reflection)]))
  const answerOf = (id: string): Answer => ({
    level: answers[id]?.level ?? own.get(id)?.level ?? null,
    note: answers[id]?.note ?? '',
    shared: answers[id]?.shared ?? own.get(id)?.shared ?? false,
  })
  const set = (id: string, change: Partial<Answer>) => keep({ ...answers, [id]: { ...answers[id], ...change } })
  const shareAll = (shared: boolean) => keep(Object.fromEntries(all.map(({ id }) => [id, { ...answers[id], shared }])))
  const chosen = all.filter(({ id }) => answerOf(id).level !== null)
  const tiers = Map.groupBy(all, ({ tierName }) => tierName)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save(chosen.map(({ id }) => ({ skill: id, ...answerOf(id), level: answerOf(id).level ?? 0 })))
      }}
    >
      <WhoSees />
      <div className="my-6 flex flex-wrap gap-3">
        <Button look="secondary" size="small" onClick={() => shareAll(true)}>
          {t('share.all')}
        </Button>
        <Button look="secondary" size="small" onClick={() => shareAll(false)}>
          {t('share.none')}
        </Button>
      </div>
      {[...tiers].map(([tier, inTier]) => (
        <Section key={tier} title={tier}>
          <div className="grid gap-4">
            {inTier.map((skill) => (
              <OneSkill
                key={skill.id}
                skill={skill}
                before={own.get(skill.id)}
                answer={answerOf(skill.id)}
                onChange={(change) => set(skill.id, change)}
              />
            ))}
          </div>
        </Section>
      ))}
      <div className="sticky bottom-16 z-10 mt-6 border-solid-gray-200 border-t bg-white py-3 md:bottom-0">
        {error && <Trouble error={error} />}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button type="submit" busy={isPending} disabled={chosen.length === 0}>
            {t('reflect.save')}
          </Button>
          <p className="text-solid-gray-700">
            {t('reflect.count', { n: chosen.length, all: all.length })} {t('reflect.kept')}
          </p>
        </div>
      </div>
    </form>
  )
}

function OneSkill({
  skill,
  before,
  answer,
  onChange,
}: {
  skill: SkillInTier
  before: Skill['kinds'][number] | undefined
  answer: Answer
  onChange: (change: Partial<Answer>) => void
}) {
  const t = useMessages(skillsMessages)
  const { language } = useLanguage()
  const last = before
    ? t('reflect.before', { level: before.level, date: formatDate(before.asOf, language) })
    : t('reflect.first')
  return (
    <Card>
      <LevelChoices
        skill={skill}
        label={skill.name}
        support={`${skill.description}(${last})`}
        level={answer.level}
        onChange={(level) => onChange({ level })}
      />
      <details className="mt-2" open={answer.note !== ''}>
        <summary className="text-blue-1000 underline">{t('note.add')}</summary>
        <div className="mt-2">
          <TextArea
            name={`note-${skill.id}`}
            label={t('note.label', { skill: skill.name })}
            support={t('note.support')}
            rows={2}
            value={answer.note}
            onChange={(note) => onChange({ note })}
          />
        </div>
      </details>
      <Checkbox
        name={`shared-${skill.id}`}
        label={t('share.one')}
        checked={answer.shared}
        onChange={(shared) => onChange({ shared })}
      />
    </Card>
  )
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
  const mutation = useMutation(
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
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    save: (reflections: { skill: string; level: number; note: string; shared: boolean }[]) =>
      mutation.mutate({ reflections }),
  }
}
