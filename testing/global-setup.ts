import type { TestProject } from 'vitest/node'
import { startTestServer, type TestServer } from './postgres.ts'
import { openScratch } from './scratch.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer
  }
}

/** The run's folder and its PostgreSQL; vitest calls what is returned at the end, also after failures. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await openScratch()
  try {
    const { stop, ...server } = await startTestServer(process.env, scratch.folder)
    project.provide('testServer', server)
    return () => stop().finally(scratch.remove)
  } catch (error) {
    scratch.remove()
    throw error
  }
}
