/** A process of its own that runs an embedded database, for tests that kill it: `node embedded-owner.ts DATA_DIR SYSTEM_DIR`. */
import { startEmbedded } from '#platform/db/embedded.ts'

const [dataDir = '', systemDir] = process.argv.slice(2)
try {
  const said: string[] = []
  const database = await startEmbedded({ dataDir, systemDir, say: (line) => said.push(line) })
  process.stdout.write(
    `${JSON.stringify({ owner: database.owner, pid: database.pid, dataDir: database.dataDir, said })}\n`,
  )
  process.once('SIGTERM', () => {
    void database.stop().then(() => process.exit(0))
  })
  process.stdin.resume()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
