import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { permissionFile, permissionTable } from '../src/doors/permission-table.ts'
import { operations } from '../src/doors/registry.ts'

it('the permission table in the guide is the one the operations give (npm run docs writes it)', () => {
  const table = permissionTable(operations)
  expect(operations.length).toBeGreaterThan(0)
  for (const { name } of operations) expect(table).toContain(`\`${name}\``)
  expect(readFileSync(permissionFile, 'utf8')).toBe(table)
})
