import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { type FieldTrouble, Form, messageFor } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Card, PageHeading, Section } from '#platform/ui/Page.tsx'
import { Face } from '#platform/ui/Person.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { Tag } from '#platform/ui/Tags.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { appMessages } from './messages.ts'
import { type Persona, type Session, useTownName } from './session.ts'

export interface SignInProps {
  session: Session
  /** A session was there and has ended by itself. */
  hasExpired: boolean
  onSignIn: (credentials: { loginName: string; password: string }) => Promise<unknown>
  onPersona: (persona: Persona['persona']) => Promise<unknown>
}

/** The town's name, two fields; in the sample ward the people one can be, each with what they will see. */
export function SignInPage({ session, hasExpired, onSignIn, onPersona }: SignInProps) {
  const t = useMessages(appMessages)
  const { isSample, personas } = session
  const town = useTownName(session)
  return (
    <main className="mx-auto min-h-dvh max-w-content px-4 py-6 md:py-8">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex items-center gap-3 whitespace-nowrap text-blue-900 text-std-20B-150">
          {t('product')}
          {isSample && <Tag>{t('sample_ward')}</Tag>}
        </p>
        <LanguageSwitch />
      </div>
      <PageHeading lead={hasExpired ? t('sign_in.expired') : t('sign_in.lead', { town })}>
        {t('sign_in.title', { town })}
      </PageHeading>
      {personas.length > 0 && <Personas personas={personas} onPersona={onPersona} />}
      <div className={personas.length > 0 ? 'mt-8' : ''}>
        <Credentials onSignIn={onSignIn} />
      </div>
    </main>
  )
}

function Credentials({ onSignIn }: Pick<SignInProps, 'onSignIn'>) {
  const t = useMessages(appMessages)
  const [loginName, setLoginName] = useState('')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const [trouble, setTrouble] = useState<unknown>()
  const [busy, setBusy] = useState(false)

  async function submit() {
    const missing = [
      !loginName.trim() && { name: 'loginName', message: t('sign_in.name_missing') },
      !password && { name: 'password', message: t('sign_in.password_missing') },
    ].filter((error) => error !== false)
    setErrors(missing)
    if (missing.length > 0 || busy) return
    setBusy(true)
    try {
      await onSignIn({ loginName, password })
    } catch (error) {
      setTrouble(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Card className="max-w-[30rem]">
      {trouble !== undefined && (
        <div className="mb-4">
          <Trouble title={t('sign_in.failed')} error={trouble} />
        </div>
      )}
      <Form
        onSubmit={submit}
        errors={errors}
        actions={
          <Button type="submit" busy={busy}>
            {t('sign_in.do')}
          </Button>
        }
      >
        <TextField
          name="loginName"
          label={t('sign_in.name')}
          value={loginName}
          onChange={setLoginName}
          autoComplete="username"
          error={messageFor(errors, 'loginName')}
        />
        <TextField
          name="password"
          label={t('sign_in.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          error={messageFor(errors, 'password')}
        />
      </Form>
    </Card>
  )
}

function Personas({ personas, onPersona }: Pick<SignInProps, 'onPersona'> & { personas: readonly Persona[] }) {
  const t = useMessages(appMessages)
  const [trouble, setTrouble] = useState<unknown>()
  return (
    <Section title={t('personas.title')} lead={t('personas.lead')}>
      {trouble !== undefined && (
        <div className="mb-4">
          <Trouble title={t('sign_in.failed')} error={trouble} />
        </div>
      )}
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        {personas.map((person) => (
          <li key={person.persona} className="flex">
            <PersonaCard person={person} onChoose={() => onPersona(person.persona).catch(setTrouble)} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PersonaCard({ person, onChoose }: { person: Persona; onChoose: () => unknown }) {
  const t = useMessages(appMessages)
  const { persona, name, nameKana, section } = person
  return (
    <div className="flex w-full flex-col gap-2 rounded-12 border border-solid-gray-200 bg-white p-4">
      <div className="flex items-center gap-3">
        <Face name={name} />
        <div className="min-w-0">
          <p className="text-dns-14N-130 text-solid-gray-700">{nameKana}</p>
          <p className="text-std-16N-170">{name}</p>
        </div>
      </div>
      <p>
        <Tag tone="blue">{t(`persona.${persona}`)}</Tag>
      </p>
      {section && <p className="text-dns-14N-130 text-solid-gray-700">{section}</p>}
      <p className="grow text-dns-16N-130">{t(`persona.${persona}.sees`)}</p>
      <Button look="secondary" size="small" onClick={onChoose}>
        {t('personas.enter', { name: name.split(/\s/)[0] ?? name })}
      </Button>
    </div>
  )
}
