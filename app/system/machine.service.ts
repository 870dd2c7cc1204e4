/** What the process knows of the machine that it runs on; said once when it starts. */
import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'

export const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string
}
const startedAt = new Date(Date.now() - process.uptime() * 1000)
let dataFolder: string | undefined

/** The folder of the embedded database, where there is one. */
export function keepsDataIn(folder: string | undefined): void {
  dataFolder = folder
}

export async function machine() {
  return { version, node: process.versions.node, startedAt: startedAt.toISOString(), disk: await disk() }
}

async function disk(): Promise<{ path: string; free: number; total: number } | null> {
  if (!dataFolder) return null
  const { bavail, blocks, bsize } = await statfs(dataFolder)
  return { path: dataFolder, free: bavail * bsize, total: blocks * bsize }
}
