import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useClient } from '#platform/client/react.tsx'
import type { Output } from '#platform/contract/contract.ts'
import { newProgressKey, useProgress } from '../../ui/useProgress.ts'
import { type FileName, fileNames } from '../columns.rules.ts'
import type { importing } from '../contract.ts'
import { base64Of } from './import-csv.ts'

export type Report = Output<typeof importing.importWard>
export type Chosen = Partial<Record<FileName, File>>
type Uploads = Partial<Record<FileName, { name: string; base64: string }>>

/** A file that the browser could not read any more. */
export class UnreadableFile extends Error {}

/**
 * Files chosen → checked → imported. What is imported is what was checked, byte for byte, even if a file has changed since;
 * choosing another file begins anew.
 */
export function useImport() {
  const client = useClient<{ importing: typeof importing }>()
  const queries = useQueryClient()
  const [files, setFiles] = useState<Chosen>({})
  const [key, setKey] = useState<string | null>(null)
  const progress = useProgress(key)
  const ask = async (uploads: Uploads, dryRun: boolean) => {
    const progressKey = newProgressKey()
    setKey(progressKey)
    try {
      return await client.importing.importWard({ ...uploads, dryRun }, { context: { progressKey } })
    } finally {
      setKey(null)
    }
  }
  const check = useMutation({
    mutationFn: async () => {
      const uploads = await read(files)
      return { uploads, report: await ask(uploads, true) }
    },
  })
  const run = useMutation({
    mutationFn: (uploads: Uploads) => ask(uploads, false),
    onSuccess: () => queries.invalidateQueries(),
  })
  const choose = (file: FileName, chosen: File | undefined) => {
    const { [file]: _, ...others } = files
    setFiles(chosen ? { ...others, [file]: chosen } : others)
    check.reset()
    run.reset()
  }
  const restart = () => {
    setFiles({})
    check.reset()
    run.reset()
  }
  return { files, choose, check, run, progress, restart }
}

async function read(files: Chosen): Promise<Uploads> {
  const uploads: Uploads = {}
  for (const file of fileNames) {
    const chosen = files[file]
    if (!chosen) continue
    const base64 = await base64Of(chosen)
    if (base64 === undefined) throw new UnreadableFile(chosen.name)
    uploads[file] = { name: chosen.name, base64 }
  }
  return uploads
}
