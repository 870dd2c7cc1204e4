/** Which test files depend on the run's PostgreSQL: found by following the imports, so that nobody has to keep a list. */
import { type SourceFile, sources } from '../check/sources.ts'

/**
 * Test files in these folders that ask for the run's server, by themselves or through what they import, and show no pages: what
 * another version of PostgreSQL could change. What pages ask for, the rooms' own tests ask for as well.
 */
export function dependentOnServer(folders: readonly string[]): string[] {
  const files = sources('testing', ...folders)
  const asking = reaching(files, ({ text }) => /\binject\('testServer'\)/.test(text))
  const showing = reaching(files, ({ path }) => path === 'testing/browser.ts')
  return [...asking].filter((path) => /\.test\.tsx?$/.test(path) && !showing.has(path)).sort()
}

/** Paths of the files that are such, and of all that import them, over any number of steps. */
function reaching(files: readonly SourceFile[], isSuch: (file: SourceFile) => boolean): Set<string> {
  const found = new Set(files.filter(isSuch).map(({ path }) => path))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { path, imports } of files) if (imports.some(({ target }) => found.has(target))) found.add(path)
  }
  return found
}
