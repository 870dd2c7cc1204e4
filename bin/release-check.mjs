/**
 * `npm run release:check`: what has to be true of a version before it is given to a town. Licences of everything that is installed with it
 * are ones we may pass on, the bill of materials is written (dist/sbom.cdx.json, CycloneDX), `engines` is what the start needs, and the change
 * log knows the version.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './trouble.mjs'

/** Licences that let a town run, keep and pass on the whole. MPL-2.0 binds files that are changed; we change none. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Zlib', 'CC0-1.0'],
  ...['Unlicense', 'Python-2.0', 'OFL-1.1', 'MPL-2.0', 'PostgreSQL'],
])

/** Packages of a lock file that come with the product and whose licence is missing or not allowed. */
export function licenceFaults({ packages }) {
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .filter(([, { license }]) => !isAllowed(license ?? ''))
    .map(([path, { license }]) => `${path.replace(/^.*node_modules\//, '')}: ${license ?? 'no licence'}`)
}

/** `A OR B` needs one, `A AND B` both. */
function isAllowed(expression) {
  const bare = expression.replace(/[()]/g, '')
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence.trim())))
}

/** What `engines` says is what the README and the start say, and the Node that comes along hashes passwords (24.7). */
export function engineFaults({ engines, optionalDependencies }, texts) {
  const least = /^>=(\d+\.\d+)$/.exec(engines.node)?.[1]
  if (!least) return [`engines.node is ${engines.node}, not a least version`]
  const silent = Object.entries(texts).filter(([, text]) => !text.includes(least))
  const bundled = Object.entries(optionalDependencies).filter(([name]) => name.startsWith('node-linux-'))
  const old = bundled.filter(([, version]) => {
    const [major, minor] = version.split('.').map(Number)
    return major < 24 || (major === 24 && minor < 7)
  })
  return [
    ...silent.map(([name]) => `${name} does not name Node ${least}`),
    ...old.map(([name, version]) => `${name} ${version} is older than 24.7`),
    ...(bundled.length === 0 ? ['no Node comes along'] : []),
  ]
}

/** The change log has the version, or what is not released yet. */
export function versionFaults({ version }, changelog) {
  const headings = [...changelog.matchAll(/^## (\S+)/gm)].map(([, name]) => name)
  return headings[0] === 'Unreleased' || headings[0] === version ? [] : [`CHANGELOG.md does not begin with ${version}`]
}

function check() {
  const read = (name) => readFileSync(join(root, name), 'utf8')
  const about = JSON.parse(read('package.json'))
  const texts = Object.fromEntries(['README.md', 'README.ja.md', 'bin/hagukumi'].map((name) => [name, read(name)]))
  const faults = [
    ...licenceFaults(JSON.parse(read('package-lock.json'))),
    ...engineFaults(about, texts),
    ...versionFaults(about, read('CHANGELOG.md')),
  ]
  const bill = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist', 'sbom.cdx.json'), bill)
  console.info(`dist/sbom.cdx.json: ${JSON.parse(bill).components.length} parts`)
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) check()
