import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Output } from '#platform/contract/contract.ts'
import { useMessages } from '#platform/i18n/react.tsx'
import type { notices } from '#platform/notices/contract.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Checkbox, Select } from '#platform/ui/form/Choices.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { PageHeading, Section } from '#platform/ui/Page.tsx'
import { Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import { api } from '../api.ts'
import { useSession } from '../session.ts'
import { noticePageMessages } from './messages.ts'

type Choices = Output<typeof notices.showNoticeChoices>
type Way = Choices['kinds'][number]['way']

/** How I hear of each kind: by mail at once, once a day, or in the app only; and when mail may come. */
export function NoticeChoicesPage() {
  const t = useMessages(noticePageMessages)
  const { data, error, refetch } = useQuery(api.notices.showNoticeChoices.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('choices.lead')}>{t('choices.title')}</PageHeading>
      {error ? <Trouble error={error} retry={refetch} /> : !data ? <Waiting shape="list" rows={8} /> : null}
      {data && <ChoicesForm saved={data} />}
    </>
  )
}

function ChoicesForm({ saved }: { saved: Choices }) {
  const t = useMessages(noticePageMessages)
  const toast = useToast()
  const queries = useQueryClient()
  const [ways, setWays] = useState<Readonly<Record<string, Way>>>({})
  const [hours, setHours] = useState(saved.hours)
  const save = useMutation(api.notices.saveNoticeChoices.mutationOptions())
  const wayOf = ({ kind, way }: Choices['kinds'][number]) => ways[kind] ?? way
  async function submit() {
    const choices = saved.kinds.map((one) => ({ kind: one.kind, way: wayOf(one) }))
    await save.mutateAsync({ choices, hours })
    toast({ message: t('choices.saved') })
    await queries.invalidateQueries({ queryKey: api.notices.key() })
  }
  return (
    <Form
      onSubmit={() => submit().catch(() => undefined)}
      actions={
        <>
          <Button type="submit" busy={save.isPending}>
            {t('choices.save')}
          </Button>
          <Link to="/notices">{t('choices.back')}</Link>
        </>
      }
    >
      {save.error && <Trouble error={save.error} />}
      <WithoutMail mail={saved.mail} />
      <Kinds kinds={saved.kinds} wayOf={wayOf} onChoose={(kind, way) => setWays({ ...ways, [kind]: way })} />
      <HoursFields hours={hours} onChange={setHours} />
    </Form>
  )
}

function WithoutMail({ mail: { isOn, hasAddress } }: Pick<Choices, 'mail'>) {
  const t = useMessages(noticePageMessages)
  if (isOn && hasAddress) return null
  return (
    <p className="rounded-8 border border-solid-gray-300 bg-solid-gray-50 p-4">
      {t(isOn ? 'choices.no_address' : 'choices.no_mail')}
    </p>
  )
}

function Kinds({
  kinds,
  wayOf,
  onChoose,
}: {
  kinds: Choices['kinds']
  wayOf: (kind: Choices['kinds'][number]) => Way
  onChoose: (kind: string, way: Way) => void
}) {
  const t = useMessages(noticePageMessages)
  const { signedIn } = useSession()
  const isFor = {
    everyone: true,
    sectionHead: signedIn?.ways.includes('team') ?? false,
    hr: signedIn?.adminWays.includes('training') ?? false,
    it: signedIn?.adminWays.includes('mail') ?? false,
  }
  return (['everyone', 'sectionHead', 'hr', 'it'] as const)
    .filter((concerns) => isFor[concerns])
    .map((concerns) => (
      <Section key={concerns} title={t(`choices.for.${concerns}`)} lead={t('choices.kinds.lead')}>
        <div className="grid gap-4">
          {kinds
            .filter((one) => one.concerns === concerns)
            .map((one) => (
              <Select
                key={one.kind}
                name={`way-${one.kind}`}
                label={one.name}
                value={wayOf(one)}
                onChange={(way) => onChoose(one.kind, way as Way)}
                choices={one.ways.map((way) => ({
                  value: way,
                  label: way === one.usual ? t('choices.usual', { way: t(`way.${way}`) }) : t(`way.${way}`),
                }))}
              />
            ))}
        </div>
      </Section>
    ))
}

function HoursFields({ hours, onChange }: { hours: Choices['hours']; onChange: (hours: Choices['hours']) => void }) {
  const t = useMessages(noticePageMessages)
  const time = (name: 'quietFrom' | 'quietTo' | 'digestAt') => (
    <Select
      name={name}
      label={t(`hours.${name}`)}
      value={hours[name]}
      onChange={(value) => onChange({ ...hours, [name]: value })}
      choices={timesWith(hours[name]).map((value) => ({ value, label: value }))}
    />
  )
  return (
    <Section title={t('hours.title')} lead={t('hours.lead')}>
      <div className="grid gap-4 sm:grid-cols-2">
        {time('quietFrom')}
        {time('quietTo')}
        {time('digestAt')}
      </div>
      <div className="mt-4">
        <Checkbox
          name="quietOnWeekends"
          label={t('hours.quietOnWeekends')}
          checked={hours.quietOnWeekends}
          onChange={(quietOnWeekends) => onChange({ ...hours, quietOnWeekends })}
        />
      </div>
    </Section>
  )
}

/** Every half hour, and what was chosen elsewhere. */
function timesWith(chosen: string): string[] {
  const halfHours = Array.from({ length: 48 }, (_, at) => `${String(at >> 1).padStart(2, '0')}:${at % 2 ? '30' : '00'}`)
  return [...new Set([...halfHours, chosen])].sort()
}
