/**
 * Loaded before the product: npm cannot tell us that it was killed, and then nobody would ever stop the server. What the product
 * forks inherits the loading of this file, but not the parent.
 */
const npm = Number(process.env.HAGUKUMI_PARENT)
if (process.env.npm_lifecycle_event && process.ppid === npm) {
  setInterval(() => {
    if (process.ppid !== npm) process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
