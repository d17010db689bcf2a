import { mergeConfig } from 'vitest/config'
import usual from './vitest.config.ts'

const { test, ...rest } = usual

/** Tests that take minutes: a clean installation, crashes, large inputs. One at a time, since they measure and kill. */
export default mergeConfig(
  { ...rest, test: { ...test, include: [], exclude: ['**/node_modules/**', '**/dist/**'] } },
  { test: { include: ['test/long/**/*.test.ts'], testTimeout: 600_000, hookTimeout: 300_000, maxWorkers: 1 } },
)
