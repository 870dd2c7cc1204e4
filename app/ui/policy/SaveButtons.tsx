import type { UseMutationResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '#platform/ui/Button.tsx'
import { Trouble } from '#platform/ui/States.tsx'

/** A button for each format in which something can be saved, and what went wrong with the last one. */
export function SaveButtons<Format extends string>({
  formats,
  save,
  label,
}: {
  formats: readonly Format[]
  save: Pick<UseMutationResult<unknown, Error, Format>, 'isPending' | 'variables' | 'mutate' | 'error'>
  label: (format: Format) => ReactNode
}) {
  return (
    <div data-print="no" className="grid gap-3">
      <div className="flex flex-wrap gap-3">
        {formats.map((format) => (
          <Button
            key={format}
            look="secondary"
            size="small"
            busy={save.isPending && save.variables === format}
            onClick={() => save.mutate(format)}
          >
            {label(format)}
          </Button>
        ))}
      </div>
      {save.error && <Trouble error={save.error} />}
    </div>
  )
}
