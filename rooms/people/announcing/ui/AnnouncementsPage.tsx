import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { useLanguage, useMessages } from '#platform/i18n/react.tsx'
import { formatDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { wholeIn } from '#platform/ui/form/typed.ts'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { useToast } from '#platform/ui/Toasts.tsx'
import type { announcing } from '../contract.ts'
import { announcingMessages } from '../messages.ts'

type Shown = Output<typeof announcing.showAnnouncements>

/** 公表の日: from when everybody may see what HR prepares. */
export function AnnouncementsPage() {
  const t = useMessages(announcingMessages)
  const { language } = useLanguage()
  const api = useApi<{ announcing: typeof announcing }>()
  const { data, error, refetch } = useQuery(api.announcing.showAnnouncements.queryOptions({ input: {} }))
  return (
    <>
      <PageHeading lead={t('lead')}>{t('title')}</PageHeading>
      {error ? (
        <Trouble error={error} retry={refetch} />
      ) : !data ? (
        <Waiting shape="table" />
      ) : (
        <div className="grid gap-8">
          <p>{t('until', { day: formatDate(data.shownUntil, language, 'both') })}</p>
          <Before key={data.version} shown={data} />
          <Section title={t('coming.title')} lead={t('coming.lead')}>
            {data.coming.length === 0 && <Empty>{t('coming.nothing')}</Empty>}
            <ul className="grid gap-4">
              {data.coming.map((day) => (
                <li key={`${day.takesEffectOn} ${day.version}`}>
                  <Day day={day} isShown={day.takesEffectOn <= data.shownUntil} />
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </>
  )
}

function useSaving() {
  const t = useMessages(announcingMessages)
  const queries = useQueryClient()
  const toast = useToast()
  return {
    onSuccess: () => toast({ message: t('saved') }),
    onSettled: () => queries.invalidateQueries(),
  }
}

function Before({ shown: { daysBefore, version } }: { shown: Shown }) {
  const t = useMessages(announcingMessages)
  const api = useApi<{ announcing: typeof announcing }>()
  const [typed, setTyped] = useState(String(daysBefore))
  const save = useMutation({ ...api.announcing.announceBefore.mutationOptions(), ...useSaving() })
  const days = wholeIn(typed, 0, 365)
  return (
    <Section title={t('before.title')}>
      <Card>
        {save.error && <Trouble error={save.error} />}
        <Form
          onSubmit={() => days !== undefined && save.mutate({ daysBefore: days, seen: version })}
          actions={
            <Button type="submit" busy={save.isPending} disabled={days === undefined || days === daysBefore}>
              {t('before.save')}
            </Button>
          }
        >
          <TextField
            name="daysBefore"
            label={t('before.label')}
            support={t('before.support')}
            required
            characters={4}
            value={typed}
            onChange={setTyped}
          />
        </Form>
      </Card>
    </Section>
  )
}

function Day({ day, isShown }: { day: Shown['coming'][number]; isShown: boolean }) {
  const t = useMessages(announcingMessages)
  const { language } = useLanguage()
  const api = useApi<{ announcing: typeof announcing }>()
  const [typed, setTyped] = useState(formatDate(day.announcedOn, language))
  const [announcedOn, setAnnouncedOn] = useState<string | undefined>(day.announcedOn)
  const save = useMutation({ ...api.announcing.announceOn.mutationOptions(), ...useSaving() })
  const { takesEffectOn, version: seen, isOwnDay, people, sections } = day
  return (
    <Card>
      <h3 className="text-std-20B-150">{formatDate(takesEffectOn, language, 'both')}</h3>
      <p className="mt-1 text-solid-gray-700">
        {t('coming.what', { people: people.toLocaleString(language), sections: sections.toLocaleString(language) })}
        {' · '}
        {t(isShown ? 'coming.shown' : 'coming.hidden')}
        {' · '}
        {isOwnDay ? t('coming.own') : t('coming.usual', { day: formatDate(day.announcedOn, language) })}
      </p>
      {save.error && <Trouble error={save.error} />}
      <div className="mt-4 flex flex-wrap items-end gap-4">
        <DateField
          name={`announcedOn.${takesEffectOn}`}
          label={t('coming.day')}
          value={typed}
          onChange={(text, isoDate) => {
            setTyped(text)
            setAnnouncedOn(isoDate)
          }}
        />
        <Button
          look="secondary"
          busy={save.isPending}
          disabled={announcedOn === undefined}
          onClick={() => announcedOn && save.mutate({ takesEffectOn, announcedOn, seen })}
        >
          {t('coming.save')}
        </Button>
        {isOwnDay && (
          <Button
            look="text"
            busy={save.isPending}
            onClick={() => save.mutate({ takesEffectOn, announcedOn: null, seen })}
          >
            {t('coming.undo')}
          </Button>
        )}
      </div>
    </Card>
  )
}
