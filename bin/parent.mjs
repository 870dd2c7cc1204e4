/** Loaded before the product: when the process that started it dies, this one is asked to shut down. */
// Processes that the product forks inherit the loading of this file, but not the parent.
if (process.channel && process.ppid === Number(process.env.HAGUKUMI_PARENT)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  // Waiting for that must not keep a verb that has finished.
  process.channel.unref()
}
