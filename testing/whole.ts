import type { TestProject } from 'vitest/node'

/** Every file of the project was run, and every test in it; the oldest PostgreSQL is not asked all of them. */
export async function isWhole(project: TestProject): Promise<boolean> {
  if (process.env.TEST_POSTGRES === 'oldest') return false
  const { testFiles } = await project.globTestFiles()
  const ran = new Set(project.vitest.state.getTestModules().map(({ moduleId }) => moduleId))
  return !project.vitest.config.testNamePattern && testFiles.every((file) => ran.has(file))
}
