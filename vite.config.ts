import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contracts } from '#app/contracts.ts'
import { contractsPlugin } from '#platform/client/contract-plugin.ts'
import { fontsPlugin } from '#platform/ui/fonts/plugin.ts'

// A test run says NODE_ENV=test, with which React would be built for development: half as large again and slow.
process.env.NODE_ENV = 'production'

const ROSTER_WORKER = 'roster-worker'

export default defineConfig({
  plugins: [
    contractsPlugin(contracts),
    react(),
    tailwindcss(),
    fontsPlugin(ourTexts()),
    samplePolicy(),
    onlyOurLanguages(),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // A worker's scope is the folder that it lies in, and its address does not change with its content.
      input: { index: 'index.html', [ROSTER_WORKER]: 'app/ui/roster-worker.ts' },
      output: {
        codeSplitting: { groups: chunkGroups() },
        entryFileNames: ({ name }) => (name === ROSTER_WORKER ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})

/**
 * Few requests on the first load: what the frame and a person's own page need is one chunk (a group takes along what its
 * files import, and the highest priority takes first); what only other pages need waits until such a page opens, large
 * libraries in one chunk each.
 */
function chunkGroups() {
  return [
    {
      name: 'shell',
      test: /app\/ui\/(main|App|router|HomePage)\.tsx$|node_modules\/(react|react-dom|scheduler)\//,
      priority: 9,
    },
    { name: 'graph', test: /node_modules\/(@xyflow|@dagrejs|d3-|classcat|zustand)/, priority: 3 },
    {
      name: 'aria',
      test: /node_modules\/(react-aria|react-stately|@react-|@internationalized)|platform\/ui\/aria\//,
      priority: 3,
    },
  ]
}

/**
 * What we wrote ourselves and pages show, for the choice of common characters: what stands on the main pages of a town (words of pages, the
 * policy, its courses, sections and names), what else the sample holds, then all else. Within a group the most frequent come first: bold has room for
 * fewer, and what it leaves out should be what hardly any page shows (docs/performance.md says which the main pages do).
 */
function ourTexts(): string[] {
  const groups = [
    [
      ...['{app,platform,rooms,sample}/**/*messages.ts', 'rooms/**/words.tsx', 'index.html'],
      ...['policy/shinagawa.yaml', 'sample/{sections,courses,names}-data.ts'],
    ],
    ['sample/*.{ts,yaml,csv}'],
    ['{app,platform,policy,rooms,sample}/**/*.{ts,tsx,yaml}'],
  ]
  return groups.map((patterns) => {
    const files = globSync(patterns, { cwd: import.meta.dirname, exclude: ['**/*.test.*'] }).sort()
    return files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('')
  })
}

/** The sample policy as text, fetched by whoever begins a draft from it. */
function samplePolicy(): Plugin {
  return {
    name: 'sample-policy',
    resolveId: { filter: { id: /^virtual:sample-policy$/ }, handler: () => '\0virtual:sample-policy' },
    load: {
      filter: { id: /^\0virtual:sample-policy$/ },
      handler: () => {
        const text = readFileSync(join(import.meta.dirname, 'policy/shinagawa.yaml'), 'utf8')
        return `export default ${JSON.stringify(text)}`
      },
    },
  }
}

/** React Aria speaks over thirty languages; the pages ask it for two (`InOurLanguage`), so only these are carried. */
function onlyOurLanguages(): Plugin {
  return {
    name: 'only-our-languages',
    enforce: 'pre',
    load: {
      filter: { id: /react-(aria|stately)\/dist\/private\/intl\/[a-z]+\/(?!ja-JP|en-US)[^/]+\.mjs$/ },
      handler: () => 'export default {}',
    },
  }
}

/** Writes .br and .gz beside each text file, so that the server never compresses the same bytes twice. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|html|svg|json)$/.test(file))) {
        const path = join(dir ?? 'dist', name)
        const bytes = readFileSync(path)
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
      }
    },
  }
}
