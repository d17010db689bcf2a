import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Button, Tooltip } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { type OperationName, type Output, useAct, useOperation } from '../client.ts'
import { EvidenceDrawer } from '../parts/evidence-drawer.tsx'
import { KeysHelp, useKeys } from '../parts/keys.tsx'
import { timeOf } from '../parts/time.ts'
import { useWords } from '../words/words.ts'
import { LanguageSwitch } from './language.tsx'
import { pages } from './pages.ts'
import { Shape } from './shapes.tsx'
import { SignedOut } from './signed-out.tsx'

const Palette = lazy(() => import('./palette.tsx').then((module) => ({ default: module.Palette })))

type Me = Output<'access.me'>

/** Whether the person signed in may call an operation; false until it is known. */
export const useMay = (name: OperationName): boolean =>
  useOperation('access.me', {}, { staleTime: 60_000 }).data?.operations.includes(name) ?? false

const TrialMark = ({ database }: { database: Me['database'] }) => {
  const t = useWords()
  if (!database.trial) return null
  const says = t('shell.trial.says', {
    snapshot: database.lastSnapshot ? timeOf(database.lastSnapshot) : t('shell.trial.none'),
  })
  return (
    <Tooltip title={says}>
      <button type="button" className="trial" aria-label={`${t('shell.trial')}: ${says}`}>
        {t('shell.trial')}
      </button>
    </Tooltip>
  )
}

const Person = ({ me }: { me: Me }) => {
  const t = useWords()
  const signOut = useAct('access.signout')
  const roles = [...new Set(me.person.grants.map((grant) => t(`role.${grant.role}`)))]
  return (
    <>
      <span className="person" title={t('shell.roles', { roles: roles.join(' · ') })}>
        {me.person.name}
        {roles.some((role) => role !== me.person.name) && <span className="person-roles">{roles.join(' · ')}</span>}
      </span>
      <Button
        size="small"
        type="text"
        loading={signOut.isPending}
        // A fresh load leaves nothing of the person in this tab's memory.
        onClick={() => signOut.mutate({}, { onSuccess: () => window.location.assign('/') })}
      >
        {t('shell.signOut')}
      </Button>
    </>
  )
}

const Navigation = ({ me, onGo }: { me: Me | undefined; onGo: () => void }) => {
  const t = useWords()
  const allowed = pages.filter((page) => me === undefined || me.operations.includes(page.needs))
  return (
    <nav className="navigation" id="navigation" aria-label={t('shell.navigation')}>
      <ul>
        {allowed.map((page) => (
          <li key={page.to}>
            <Link to={page.to} activeOptions={{ exact: page.to === '/', includeSearch: false }} onClick={onGo}>
              <Shape name={page.shape} />
              <span>{t(page.word)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The frame of every page: navigation on the left, top bar, the page, and the evidence of an opened number on the right. */
export const Shell = () => {
  const t = useWords()
  const me = useOperation('access.me', {}, { staleTime: 60_000 })
  const [menu, setMenu] = useState(false)
  const [palette, setPalette] = useState(false)
  const [help, setHelp] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const navigate = useNavigate()
  const main = useRef<HTMLElement>(null)
  const lastPath = useRef(path)

  useKeys([
    { key: 'mod+k', says: t('keys.palette'), run: () => setPalette(true) },
    { key: '?', says: t('keys.help'), run: () => setHelp(true) },
    { key: 'Escape', says: t('keys.close') },
    { key: 'ArrowUp ArrowDown', says: t('keys.rows') },
    { key: 'Enter', says: t('keys.open') },
  ])
  useEffect(() => {
    // Reading goes on at the top of the new page, not in the navigation left behind.
    if (lastPath.current !== path) main.current?.focus({ preventScroll: true })
    lastPath.current = path
  }, [path])

  const home = me.data && pages.find((page) => me.data.operations.includes(page.needs))?.to
  useEffect(() => {
    // Whoever may not read the home page (an enterprise, the public) begins at the first page they may.
    if (path === '/' && home !== undefined && home !== '/') void navigate({ to: home, replace: true })
  }, [path, home, navigate])

  if (me.error?.signedOut) return <SignedOut again={() => me.refetch()} />
  return (
    <div className={menu ? 'frame menu-open' : 'frame'}>
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="top">
        <button
          type="button"
          className="menu-button"
          aria-expanded={menu}
          aria-controls="navigation"
          onClick={() => setMenu(!menu)}
        >
          <Shape name="menu" />
          <span className="unseen">{t('shell.menu')}</span>
        </button>
        <Link to="/" className="brand">
          {t('shell.name')}
        </Link>
        {me.data && (
          <>
            <span className="workspace">{me.data.workspace.name}</span>
            <span className="as-of">{t('shell.asOf', { date: me.data.today })}</span>
            <TrialMark database={me.data.database} />
          </>
        )}
        <span className="top-space" />
        <button type="button" className="search-button" onClick={() => setPalette(true)}>
          <Shape name="search" />
          <span>{t('shell.search')}</span>
          <kbd>{'Ctrl K'}</kbd>
        </button>
        <div className="top-person">
          <Button size="small" type="text" className="keys-button" onClick={() => setHelp(true)}>
            {t('shell.keys')}
          </Button>
          <LanguageSwitch />
          {me.data && <Person me={me.data} />}
        </div>
      </header>
      <Navigation me={me.data} onGo={() => setMenu(false)} />
      <main className="page" id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <EvidenceDrawer />
      <KeysHelp open={help} onClose={() => setHelp(false)} />
      {palette && (
        <Suspense fallback={null}>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
    </div>
  )
}
