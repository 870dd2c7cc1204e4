/** Builds one entry file as the product's pages are built and serves it under the product's own security policy. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build, type Rolldown } from 'vite'

const root = join(import.meta.dirname, '..')
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
}

/** `entry` is a path from the root; every address answers with the page. */
export async function servePage(entry: string): Promise<{ url: string; close(): void }> {
  const { output } = await buildEntry(entry)
  const files = new Map(output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]))
  const html = pageOf(output)
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page').pathname
    const file = files.get(path)
    response.setHeader('content-type', types[file ? extname(path) : '.html'] ?? 'application/octet-stream')
    response.setHeader('content-security-policy', "default-src 'self'; img-src 'self' data:; base-uri 'none'")
    response.end(file ?? html)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function buildEntry(entry: string): Promise<Rolldown.RolldownOutput> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: { write: false, minify: false, assetsInlineLimit: 0, rolldownOptions: { input: join(root, entry) } },
  })
  return result as Rolldown.RolldownOutput
}

function pageOf(output: Rolldown.RolldownOutput['output']) {
  const script = output.find((file) => file.type === 'chunk' && file.isEntry)?.fileName
  const styles = output.filter(({ fileName }) => fileName.endsWith('.css'))
  return `<!doctype html><html lang="ja"><head><title>部品</title><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta id="react-aria-pressable-style" name="touch-action" content="style.css">
    ${styles.map(({ fileName }) => `<link rel="stylesheet" href="/${fileName}">`).join('')}
    <script type="module" src="/${script}"></script></head><body><div id="root"></div></body></html>`
}
