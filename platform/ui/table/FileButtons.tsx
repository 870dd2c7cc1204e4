import { useState } from 'react'
import { useMessages } from '#platform/i18n/react.tsx'
import { Button } from '../Button.tsx'
import { uiMessages } from '../messages.ts'
import { useIsSampleAround } from '../Sample.tsx'
import { Trouble } from '../States.tsx'
import { type Shown, saveTable } from './save.ts'
import { useSaving } from './saving.ts'

/** The two files that a table can be saved as. */
export function FileButtons({
  title,
  label,
  extent,
  read,
}: {
  title: string
  label: string
  /** What of the table is saved, where that is not all of it. */
  extent?: string | undefined
  read: () => Shown | null
}) {
  const t = useMessages(uiMessages)
  const saving = useSaving()
  const isSampleAround = useIsSampleAround()
  const [error, setError] = useState<unknown>()
  async function save(format: 'xlsx' | 'csv') {
    setError(undefined)
    const shown = read()
    if (!shown) return
    const { note, mark = isSampleAround ? t('sample') : undefined } = saving
    try {
      await note({ title, format, rows: shown.length - 1 })
      await saveTable(shown, { title, mark, format })
    } catch (trouble) {
      setError(trouble)
    }
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div role="group" aria-label={label} className="flex flex-wrap items-center gap-1">
        {extent && <span className="text-dns-14N-130 text-solid-gray-700">{extent}</span>}
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button key={format} look="text" size="small" title={label} onClick={() => save(format)}>
            {t(`table.${format}`)}
          </Button>
        ))}
      </div>
      {error !== undefined && <Trouble error={error} />}
    </>
  )
}
