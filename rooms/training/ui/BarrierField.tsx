import { useMessages } from '#platform/i18n/react.tsx'
import { Select } from '#platform/ui/form/Choices.tsx'
import { barrierMessages } from '../barrier.messages.ts'
import { type Barrier, barriers } from '../barrier.rules.ts'

const choices = barriers.filter((barrier) => barrier !== 'unsorted')

/** Which kind of reason it is, so that what keeps people from learning can be counted and taken away. */
export function BarrierField({
  name = 'barrier',
  label,
  value,
  onChange,
  isMissing,
}: {
  name?: string
  label?: string
  value: Barrier | null
  onChange: (barrier: Barrier) => void
  isMissing: boolean
}) {
  const t = useMessages(barrierMessages)
  return (
    <Select
      name={name}
      label={label ?? t('barrier.field')}
      required
      value={value}
      choices={choices.map((barrier) => ({ value: barrier, label: t(`barrier.${barrier}`) }))}
      onChange={(chosen) => onChange(chosen as Barrier)}
      {...(isMissing && value === null ? { error: t('barrier.needed') } : {})}
    />
  )
}
