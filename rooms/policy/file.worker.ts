import { parentPort, workerData } from 'node:worker_threads'
import { checkPolicy } from './file.rules.ts'

/** Checks the policy file that it was started with. */
parentPort?.postMessage(checkPolicy(workerData as string))
