import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate, parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { useDone } from '#rooms/people/ui/useDone.ts'
import { useSectionChoices } from '#rooms/people/ui/useSectionChoices.ts'
import type { deciders } from '../contract.ts'
import { decidersMessages } from '../messages.ts'

/** The value that stands for the whole town among the sections. */
const TOWN = ''

/** Names a post: for which part of the town, of which section, from when. */
export function NameDeciderPost({ today }: { today: string }) {
  const t = useMessages(decidersMessages)
  const { language } = useLanguage()
  const choices = useSectionChoices()
  const nothing = { scope: TOWN, section: null as string | null, post: '', from: formatDate(today, language) }
  const [asked, setAsked] = useState(nothing)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const naming = useNaming()
  const set = (change: Partial<typeof asked>) => setAsked({ ...asked, ...change })

  function submit() {
    const validFrom = parseDate(asked.from)
    const wrong: FieldTrouble[] = [
      ...(asked.section === null ? [{ name: 'section', message: t('missing.section') }] : []),
      ...(asked.post.trim() === '' ? [{ name: 'post', message: t('missing.post') }] : []),
      ...(validFrom === undefined ? [{ name: 'from', message: t('missing.from') }] : []),
    ]
    setErrors(wrong)
    if (wrong.length > 0) return
    naming.mutate(
      {
        ...(asked.scope === TOWN ? {} : { forSection: asked.scope }),
        ...{ sectionCode: asked.section!, postTitle: asked.post.trim(), validFrom: validFrom! },
      },
      { onSuccess: () => setAsked(nothing) },
    )
  }

  return (
    <Card className="grid gap-4">
      <h3 className="text-std-20B-150">{t('add')}</h3>
      {naming.error && <Trouble error={naming.error} />}
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={naming.isPending}>
            {t('add.do')}
          </Button>
        }
      >
        <Select
          name="scope"
          label={t('add.scope')}
          value={asked.scope}
          onChange={(scope) => set({ scope })}
          choices={[{ value: TOWN, label: t('scope.town') }, ...choices]}
        />
        <Select
          name="section"
          label={t('add.section')}
          required
          value={asked.section}
          onChange={(section) => set({ section })}
          choices={choices}
          error={messageFor(errors, 'section')}
        />
        <TextField
          name="post"
          label={t('add.post')}
          support={t('add.post.support')}
          required
          value={asked.post}
          onChange={(post) => set({ post })}
          error={messageFor(errors, 'post')}
        />
        <DateField
          name="from"
          label={t('add.from')}
          required
          value={asked.from}
          onChange={(from) => set({ from })}
          error={messageFor(errors, 'from')}
        />
      </Form>
    </Card>
  )
}

function useNaming() {
  const t = useMessages(decidersMessages)
  const api = useApi<{ deciders: typeof deciders }>()
  const done = useDone()
  return useMutation(
    api.deciders.nameDeciderPost.mutationOptions({
      onSuccess: () => done(t('add.done')),
    }),
  )
}
