import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { parseDate } from '#platform/time/dates.ts'
import { Button } from '#platform/ui/Button.tsx'
import { base64Of } from '#platform/ui/files.ts'
import { Select } from '#platform/ui/form/Choices.tsx'
import { DateField } from '#platform/ui/form/DateField.tsx'
import { FileField } from '#platform/ui/form/FileField.tsx'
import { type FieldTrouble, Form, faultsIn } from '#platform/ui/form/Form.tsx'
import { Empty, Trouble, Waiting } from '#platform/ui/States.tsx'
import { MOST_PROOF } from '../rules.ts'
import { pageMessages } from './messages.ts'
import { useAct, useQualificationsApi } from './useQualificationsApi.ts'

const nothing = { qualification: null as string | null, acquired: '', last: '' }

export function DeclareForm() {
  const t = useMessages(pageMessages)
  const api = useQualificationsApi()
  const { data, error, refetch } = useQuery(api.qualifications.listQualifications.queryOptions({ input: {} }))
  const [typed, setTyped] = useState(nothing)
  const [file, setFile] = useState<File | null>(null)
  const [errors, setErrors] = useState<readonly FieldTrouble[]>([])
  const { act, error: refused, isPending, reset } = useAct()
  if (error) return <Trouble error={error} retry={refetch} />
  if (!data) return <Waiting shape="cards" rows={2} />
  const open = data.qualifications.filter(({ isRetired }) => !isRetired)
  if (open.length === 0) return <Empty>{t('declare.no_list')}</Empty>
  const change = (more: Partial<typeof typed>) => setTyped({ ...typed, ...more })
  async function submit() {
    // What was refused before says nothing of what is sent now.
    reset()
    const [acquiredOn, lastDay] = [parseDate(typed.acquired), parseDate(typed.last)]
    const found: FieldTrouble[] = [
      ...(typed.qualification === null ? [{ name: 'qualification', message: t('fault.qualification') }] : []),
      ...(acquiredOn ? [] : [{ name: 'acquired', message: t('fault.date') }]),
      ...(typed.last.trim() === '' || lastDay ? [] : [{ name: 'last', message: t('fault.date') }]),
      ...(file ? [] : [{ name: 'file', message: t('fault.proof') }]),
      ...(file && file.size > MOST_PROOF ? [{ name: 'file', message: t('fault.proof_large') }] : []),
    ]
    setErrors(found)
    if (found.length > 0 || !acquiredOn || !file || typed.qualification === null) return
    const input = {
      qualificationId: Number(typed.qualification),
      acquiredOn,
      ...(lastDay ? { lastDay } : {}),
      proof: { name: file.name, base64: await base64Of(file) },
    }
    if (!(await act((client) => client.qualifications.declareQualification(input), t('declare.done')))) return
    setTyped(nothing)
    setFile(null)
  }
  const faultOf = faultsIn(errors)
  return (
    <Form
      onSubmit={submit}
      errors={errors}
      actions={
        <Button type="submit" busy={isPending}>
          {t('declare.send')}
        </Button>
      }
    >
      <Select
        name="qualification"
        label={t('field.qualification')}
        required
        value={typed.qualification}
        onChange={(qualification) => change({ qualification })}
        choices={open.map(({ qualificationId, name, issuer }) => ({
          value: String(qualificationId),
          label: issuer ? `${name}(${issuer})` : name,
        }))}
        {...faultOf('qualification')}
      />
      <DateField
        name="acquired"
        label={t('field.acquired')}
        required
        value={typed.acquired}
        onChange={(acquired) => change({ acquired })}
        {...faultOf('acquired')}
      />
      <DateField
        name="last"
        label={t('field.last')}
        support={t('field.last_support')}
        value={typed.last}
        onChange={(last) => change({ last })}
        {...faultOf('last')}
      />
      <FileField
        name="file"
        label={t('field.proof')}
        support={t('field.proof_support')}
        required
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        file={file}
        onChange={setFile}
        {...faultOf('file')}
      />
      {refused && <Trouble error={refused} />}
    </Form>
  )
}
