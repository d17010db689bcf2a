import { Tabs } from 'antd'
import type { Api } from '../../../src/doors/registry.ts'
import { type Output, useOperation } from '../../client.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { Shown } from '../../parts/states.tsx'
import { timeOf } from '../../parts/time.ts'
import { useMay } from '../../shell/shell.tsx'
import { useWords } from '../../words/words.ts'
import { type AdminTab, adminRoute } from './route.ts'
import { VoterTab } from './voter.tsx'
import './admin.css'

type Permission = Output<'access.permissions'>['operations'][number]
type Entry = Api['access.audit']['output']['entries'][number]

const Permissions = () => {
  const t = useWords()
  const permissions = useOperation('access.permissions', {})
  const me = useOperation('access.me', {}, { staleTime: 60_000 })
  const may = (row: Permission) => t(me.data?.operations.includes(row.name) ? 'admin.mine.yes' : 'admin.mine.no')
  const columns: Column<Permission>[] = [
    { key: 'title', title: t('admin.operation'), value: (row) => row.title },
    { key: 'name', title: t('admin.operation.name'), value: (row) => row.name, show: (row) => <code>{row.name}</code> },
    { key: 'kind', title: t('admin.kind'), value: (row) => t(`admin.kind.${row.kind}`), filter: true, width: 104 },
    { key: 'mine', title: t('admin.mine'), value: may, filter: true, width: 104 },
    {
      key: 'who',
      title: t('admin.roles'),
      value: (row) => row.who.map((role) => t(`role.${role}`)).join(' · '),
      sort: false,
    },
  ]
  return (
    <Shown of={permissions}>
      {({ operations }) => (
        <DataTable
          id="permissions"
          caption={t('admin.tab.permissions')}
          rows={operations}
          columns={columns}
          rowKey={(row) => row.name}
          empty={t('admin.permissions.none')}
        />
      )}
    </Shown>
  )
}

const doors = ['http', 'cli', 'mcp', 'job'] as const

const Audit = () => {
  const t = useWords()
  const audit = useOperation('access.audit', { limit: 500 })
  const doorName = (door: string) => {
    const known = doors.find((each) => each === door)
    return known ? t(`admin.door.${known}`) : door
  }
  const columns: Column<Entry>[] = [
    { key: 'at', title: t('admin.audit.at'), value: (row) => timeOf(row.at, true), width: 168 },
    { key: 'person', title: t('admin.audit.person'), value: (row) => row.person, filter: true, width: 120 },
    { key: 'door', title: t('admin.audit.door'), value: (row) => doorName(row.door), filter: true, width: 128 },
    { key: 'operation', title: t('admin.operation'), value: (row) => row.operation, filter: true },
    { key: 'outcome', title: t('admin.audit.outcome'), value: (row) => row.outcome, filter: true, width: 112 },
    {
      key: 'input',
      title: t('admin.audit.input'),
      value: (row) => JSON.stringify(row.input),
      show: (row) => <code className="audit-input">{JSON.stringify(row.input)}</code>,
      sort: false,
    },
  ]
  return (
    <Shown of={audit}>
      {({ entries, total }) => (
        <>
          <p className="admin-line">{t('admin.audit.total', { total, count: entries.length })}</p>
          <DataTable
            id="audit"
            caption={t('admin.tab.audit')}
            rows={entries}
            columns={columns}
            rowKey={(row) => row.id}
            empty={t('admin.audit.none')}
          />
        </>
      )}
    </Shown>
  )
}

const System = () => {
  const t = useWords()
  const me = useOperation('access.me', {}, { staleTime: 60_000 })
  return (
    <Shown of={me}>
      {({ database }) => (
        <div className="admin-system">
          <section aria-labelledby="database">
            <h2 id="database">{t('admin.database')}</h2>
            <dl className="admin-facts">
              <dt>{t('admin.database.kind')}</dt>
              <dd>{t(`admin.database.${database.kind}`)}</dd>
              <dt>{t('admin.database.version')}</dt>
              <dd>{database.version}</dd>
              <dt>{t('admin.database.snapshot')}</dt>
              <dd>{database.lastSnapshot ? timeOf(database.lastSnapshot) : t('admin.database.snapshot.none')}</dd>
            </dl>
            {database.trial && <p className="admin-trial">{t('admin.database.trial')}</p>}
          </section>
          <section aria-labelledby="api">
            <h2 id="api">{t('admin.api')}</h2>
            <p>{t('admin.api.says')}</p>
            <ul className="admin-links">
              <li>
                <a href="/api">{t('admin.api.manual')}</a>
              </li>
              <li>
                <a href="/api/openapi.json">{t('admin.api.openapi')}</a>
              </li>
            </ul>
          </section>
        </div>
      )}
    </Shown>
  )
}

/** Permissions, the audit log for those who may read it, and the state of the database. */
export const AdminPage = () => {
  const t = useWords()
  const { tab = 'permissions' } = adminRoute.useSearch()
  const navigate = adminRoute.useNavigate()
  const mayAudit = useMay('access.audit')
  const mayVoter = useMay('sources.voter')
  const items: { key: AdminTab; label: string; children: React.ReactNode }[] = [
    { key: 'permissions', label: t('admin.tab.permissions'), children: <Permissions /> },
    ...(mayAudit ? [{ key: 'audit' as const, label: t('admin.tab.audit'), children: <Audit /> }] : []),
    ...(mayVoter ? [{ key: 'voter' as const, label: t('admin.tab.voter'), children: <VoterTab /> }] : []),
    { key: 'system', label: t('admin.tab.system'), children: <System /> },
  ]
  return (
    <>
      <PageHeader title={t('shell.admin')} lead={t('admin.lead')} />
      <Tabs
        activeKey={tab}
        animated={false}
        destroyOnHidden
        items={items}
        onChange={(key) => navigate({ search: (before) => ({ ...before, tab: key as AdminTab }) })}
      />
    </>
  )
}
