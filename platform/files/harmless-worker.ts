/** Looks through the bytes that it was started with. */
import { parentPort, workerData } from 'node:worker_threads'
import { harmlessType } from './harmless.ts'

parentPort!.postMessage(harmlessType(workerData as Uint8Array))
