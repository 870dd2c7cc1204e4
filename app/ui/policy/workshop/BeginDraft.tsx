import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '#platform/ui/Button.tsx'
import { RadioGroup, Select } from '#platform/ui/form/Choices.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { Form } from '#platform/ui/form/Form.tsx'
import { TextField } from '#platform/ui/form/TextField.tsx'
import { Link } from '#platform/ui/Link.tsx'
import { Card } from '#platform/ui/Page.tsx'
import { Trouble } from '#platform/ui/States.tsx'
import { api } from '../../api.ts'
import { draftAt, useAim } from './aim.ts'
import { workshopMessages } from './workshop.messages.ts'

const sources = ['edition', 'file', 'sample', 'nothing'] as const
type Source = (typeof sources)[number]

/** A draft is begun from an edition, from a file, from the sample, or from nothing. */
export function BeginDraft() {
  const t = useMessages(workshopMessages)
  const navigate = useNavigate()
  const aim = useAim()
  const { data: editions } = useQuery(api.policy.listPolicyEditions.queryOptions({ input: {} }))
  const begin = useMutation(api.workingDrafts.beginWorkingDraft.mutationOptions())
  const [title, setTitle] = useState('')
  const [source, setSource] = useState<Source>('edition')
  const [edition, setEdition] = useState<string>()
  const [file, setFile] = useState<File | null>(null)
  const [isTried, setTried] = useState(false)
  const shown: readonly Source[] = editions?.length === 0 ? sources.filter((one) => one !== 'edition') : sources
  const from = shown.includes(source) ? source : 'nothing'
  const inForce = editions?.find(({ state }) => state === 'inForce') ?? editions?.[0]
  const chosen = edition ?? (inForce ? String(inForce.policyEditionId) : null)
  const faults = [
    ...(title.trim() === '' ? [{ name: 'draft.title', message: t('begin.name.missing') }] : []),
    ...(from === 'file' && !file ? [{ name: 'draft.file', message: t('begin.file.missing') }] : []),
  ]
  const told = isTried ? faults : []
  const errorOf = (name: string) => {
    const error = told.find((one) => one.name === name)?.message
    return error ? { error } : {}
  }

  async function submit() {
    setTried(true)
    if (faults.length > 0) return
    const input = {
      title,
      ...(from === 'edition' && chosen ? { policyEditionId: Number(chosen) } : {}),
      ...(from === 'file' && file ? { text: await file.text() } : {}),
      ...(from === 'sample' ? { text: (await import('virtual:sample-policy')).default } : {}),
    }
    const begun = await begin.mutateAsync(input).catch(() => undefined)
    if (begun) void navigate(draftAt(begun.workingDraftId, aim))
  }

  return (
    <Card>
      <Form
        onSubmit={submit}
        errors={told}
        actions={
          <Button type="submit" busy={begin.isPending}>
            {t('begin.do')}
          </Button>
        }
      >
        <TextField
          name="draft.title"
          label={t('begin.name')}
          support={t('begin.name.support')}
          required
          value={title}
          onChange={setTitle}
          {...errorOf('draft.title')}
        />
        <RadioGroup
          name="draft.source"
          label={t('begin.from')}
          value={from}
          onChange={(next) => setSource(next as Source)}
          choices={shown.map((value) => ({ value, label: t(`begin.${value}`), support: t(`begin.${value}.support`) }))}
        />
        {from === 'edition' && editions && editions.length > 0 && (
          <Select
            name="draft.edition"
            label={t('begin.which')}
            value={chosen}
            onChange={setEdition}
            choices={editions.map((one) => ({
              value: String(one.policyEditionId),
              label: `${one.edition}(${one.title})`,
            }))}
          />
        )}
        {from === 'file' && (
          <FileField
            name="draft.file"
            label={t('begin.file')}
            accept=".yaml,.yml,text/yaml,application/yaml"
            file={file}
            onChange={setFile}
            {...errorOf('draft.file')}
          />
        )}
        {from === 'nothing' && <Link to="/admin/policy/start">{t('begin.questions')}</Link>}
      </Form>
      {begin.error && (
        <div className="mt-4">
          <Trouble error={begin.error} />
        </div>
      )}
    </Card>
  )
}
