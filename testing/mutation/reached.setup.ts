/** In the process of a test file, before its tests: says whose process it is. */
import { beforeEach, expect } from 'vitest'
import { FILE, reached } from './reached.ts'

beforeEach(() => reached(`${FILE}${expect.getState().testPath}`))
