import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface ChromiumFiles {
  executablePath: string
  /** What the bundled browser needs to find its own libraries and fonts. */
  env: Record<string, string>
}

/** The browser's environment on a machine that has the fonts of this folder beside its own. */
export function withFonts({ env }: ChromiumFiles, folder: string): Record<string, string> {
  const own = env.FONTCONFIG_FILE ?? '/etc/fonts/fonts.conf'
  const place = mkdtempSync(join(tmpdir(), 'hagukumi-fonts-'))
  const file = join(place, 'fonts.conf')
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>${own}</include><dir>${folder}</dir><cachedir>${join(place, 'cache')}</cachedir></fontconfig>
`,
  )
  return { ...env, FONTCONFIG_FILE: file }
}

/**
 * A Chromium that needs nothing installed on the machine: the one that `CHROMIUM` names, else the one from npm, unpacked
 * once a version into `.cache/`. Test files run side by side, so the unpacked folder appears whole, by one rename.
 */
export function chromiumFiles(): ChromiumFiles {
  const own = process.env.CHROMIUM
  if (own) return { executablePath: own, env: {} }
  const unpacked = join(cacheFolder, `chromium-${version()}`)
  if (!existsSync(unpacked)) unpackTo(unpacked)
  return {
    executablePath: join(unpacked, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(unpacked, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(unpacked, 'fonts.conf'),
    },
  }
}

const require = createRequire(import.meta.url)
const cacheFolder = join(import.meta.dirname, '..', '.cache')
const packageFolder = () => dirname(dirname(require.resolve('@sparticuz/chromium')))
const version = (): string => require(join(packageFolder(), 'package.json')).version

/** The package unpacks into the temporary directory of its process, so it gets a process of its own with one of its own. */
function unpackTo(target: string) {
  mkdirSync(cacheFolder, { recursive: true })
  const staging = mkdtempSync(`${target}-`)
  const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
  const script = `import { inflate } from '@sparticuz/chromium'
    await Promise.all(${JSON.stringify(archives.map((name) => join(packageFolder(), 'bin', name)))}.map(inflate))`
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staging },
  })
  writeFileSync(join(staging, 'fonts.conf'), fontConfiguration(target))
  try {
    renameSync(staging, target)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

/** Latin letters come with the browser; Japanese ones come from the product itself, as web fonts. */
function fontConfiguration(folder: string) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>
`
}
