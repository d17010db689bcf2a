import { appendFile, copyFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { freshFolder, stores } from '../../test/support/stores.ts'
import { KnownError } from '../base/errors.ts'
import { migrationFolder, readMigrations } from './migrate.ts'
import { openStore } from './store.ts'

const as = { workspaceId: 'w1', personId: 'p1' }
const ownMigrations = async (): Promise<string> => {
  const folder = await freshFolder()
  await copyFile(join(migrationFolder, '0001-access.sql'), join(folder, '0001-access.sql'))
  return folder
}
const code = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'opened',
    (error: unknown) => (error instanceof KnownError ? [error.code, error.place?.file] : error),
  )

test('the migrations of the product are numbered without a gap', async () => {
  const numbers = (await readMigrations()).map(({ name }) => Number(name.slice(0, 4)))
  expect(numbers.length).toBeGreaterThan(0)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

describe.each(stores)('the schema on $name', ({ place }) => {
  test('is brought up once, file by file, and a file changed afterwards is named', async () => {
    const migrations = await ownMigrations()
    const where = await place()
    const first = await openStore({ ...where, migrations })
    expect(first.migrated.ran).toEqual(['0001-access.sql'])
    await first.close()
    await writeFile(
      join(migrations, '0002-note.sql'),
      `create table note (workspace_id text not null, id text not null, primary key (workspace_id, id));
       select quanlian_secure('note', keep_history => true, append_only => true);`,
    )
    const second = await openStore({ ...where, migrations })
    expect(second.migrated.ran).toEqual(['0002-note.sql'])
    await second.write(as, (db) => sql`insert into note values ('w1', 'n1')`.execute(db))
    await expect(second.write(as, (db) => sql`update note set id = 'n2'`.execute(db))).rejects.toThrow(
      /permission denied/,
    )
    await second.close()
    await appendFile(join(migrations, '0001-access.sql'), '\n-- one more line\n')
    expect(await code(openStore({ ...where, migrations }))).toEqual(['migration-changed', '0001-access.sql'])
  })

  test('line ends of another system are no change', async () => {
    const migrations = await ownMigrations()
    const where = await place()
    await (await openStore({ ...where, migrations })).close()
    const [migration] = await readMigrations(migrations)
    await writeFile(join(migrations, '0001-access.sql'), migration!.sql.replaceAll('\n', '\r\n'))
    await (await openStore({ ...where, migrations })).close()
  })

  test('a database newer than the program is refused, by name, and nothing is changed', async () => {
    const migrations = await ownMigrations()
    const where = await place()
    await writeFile(join(migrations, '0002-later.sql'), 'create table later (workspace_id text primary key);')
    await (await openStore({ ...where, migrations })).close()
    await rm(join(migrations, '0002-later.sql'))
    expect(await code(openStore({ ...where, migrations }))).toEqual(['database-newer', '0002-later.sql'])
  })

  test('a file that fails leaves the schema as it was and names itself', async () => {
    const migrations = await ownMigrations()
    const where = await place()
    await (await openStore({ ...where, migrations })).close()
    await writeFile(join(migrations, '0002-good.sql'), 'create table good (workspace_id text primary key);')
    await writeFile(join(migrations, '0003-bad.sql'), 'create table bad (workspace_id text primary key); selec 1;')
    await expect(openStore({ ...where, migrations })).rejects.toThrow(/0003-bad\.sql failed: .*selec/)
    await rm(join(migrations, '0003-bad.sql'))
    const store = await openStore({ ...where, migrations })
    expect(store.migrated.ran).toEqual(['0002-good.sql'])
    await store.close()
  })
})

test('several servers that start on one new PostgreSQL migrate it once', async () => {
  const where = await stores.find(({ name }) => name === 'PostgreSQL')!.place()
  const opened = await Promise.all(Array.from({ length: 4 }, () => openStore(where)))
  expect(opened.filter(({ migrated }) => migrated.ran.length > 0)).toHaveLength(1)
  await Promise.all(opened.map((store) => store.close()))
})
