import { existsSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFaults, deskForFile, done, openPage, overflow, picture, settled } from '../support/browser.ts'

const file = deskForFile()

const textOf = async (page: Page, chosen: string) => (await page.locator(chosen).textContent()) ?? ''
const han = /\p{Script=Han}/u

describe('signing in', () => {
  it('shows how to get a link to someone who is not signed in', async () => {
    const { page } = await openPage(file.browser)
    await page.goto(file.desk.address)
    await page.getByRole('heading', { name: '请用登录链接进入' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Enter with a sign-in link' }).waitFor()
    await done(page)
  })

  it('opens the desk as the chain office by the printed link, once', async () => {
    const state = await file.desk.signedIn(file.browser)
    expect(state.cookies.find((cookie) => cookie.httpOnly && cookie.sameSite !== 'None')).toBeDefined()
    const { page } = await openPage(file.browser)
    const again = await page.goto(file.desk.link)
    expect(again?.status()).toBeGreaterThanOrEqual(400)
    await done(page)
    const { page: home, faults } = await file.open('/')
    await home.getByText('郴州 · 锂电新能源').waitFor()
    expect(await textOf(home, '.person')).toContain('链办')
    await home.getByRole('button', { name: /^试用库/ }).waitFor()
    expect(faults).toEqual([])
    await done(home)
  })
})

describe('today', () => {
  it('says three to five sentences, each number with unit and mark, and results against targets by year', async () => {
    const { page, faults } = await file.open('/')
    const sentences = page.locator('.today-sentences li')
    const count = await sentences.count()
    expect(count).toBeGreaterThanOrEqual(3)
    expect(count).toBeLessThanOrEqual(5)
    for (const value of ['502亿元', '788.97亿元', '800亿元', '1500亿元', '2500亿元', '5000亿元'])
      expect((await textOf(page, '.today-years table')).replaceAll(' ', '')).toContain(value)
    expect(await page.locator('.year-chart svg[role=img]').count()).toBe(1)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'today-1440-zh')
    expect(faults).toEqual([])
    await done(page)
  })

  it('is readable within two seconds of asking for it', async () => {
    const { page } = await file.open('/')
    const times: number[] = []
    for (let round = 0; round < 3; round++) {
      const start = performance.now()
      await page.goto(`${file.desk.address}/`)
      await page.locator('.today-sentences li').first().waitFor()
      times.push(performance.now() - start)
    }
    // The best of three: the bar is the product's, not that of whatever else the machine does.
    expect(Math.min(...times)).toBeLessThan(2000)
    await done(page)
  })

  it('opens the evidence of every number of the sentences, and keeps the place', async () => {
    const { page, faults } = await file.open('/')
    const numbers = page.locator('.today-sentences .figure-open')
    const count = await numbers.count()
    expect(count).toBeGreaterThan(2)
    for (let index = 0; index < count; index++) {
      await numbers.nth(index).click()
      const panel = page.getByRole('complementary', { name: '依据' })
      await panel.locator('.witnesses li, .evidence-figures li, a').first().waitFor()
      expect(new URL(page.url()).searchParams.get('evidence')).toMatch(/^(fact|claim|n):/)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
      expect(await numbers.nth(index).evaluate((node) => node === document.activeElement)).toBe(true)
    }
    expect(faults).toEqual([])
    await done(page)
  })

  it('walks from a rate to its inputs, from an input to its sentence, and back; the address shows the same to a colleague', async () => {
    const { page } = await file.open('/')
    const rate = page.locator('.today-years .figure-open', { hasText: '%' }).first()
    await rate.click()
    const panel = page.getByRole('complementary', { name: '依据' })
    await panel.locator('.formula').waitFor()
    await panel.locator('.evidence-figures .figure-open').first().click()
    await panel.locator('.witnesses li').first().waitFor()
    expect(await panel.locator('.evidence-path li').count()).toBe(2)
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'evidence-1440-zh')
    const address = page.url()
    const { page: colleague } = await file.open(address.slice(file.desk.address.length))
    await colleague.locator('.evidence .witnesses li').first().waitFor()
    expect(await colleague.locator('.evidence-path li').count()).toBe(2)
    await colleague.locator('.evidence-path button').click()
    await colleague.locator('.evidence .formula').waitFor()
    await done(colleague)
    await done(page)
  })

  it('speaks English throughout, also after switching, and remembers it', async () => {
    const { page, faults } = await file.open('/')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    await settled(page)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    expect(await textOf(page, '.today-years')).toContain('CNY')
    for (const chosen of ['.navigation', '.today-sentences', '.today-years', '.page-header'])
      expect((await textOf(page, chosen)).match(han)?.[0] ?? '').toBe('')
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'today-1440-en')
    await page.reload()
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    expect(faults).toEqual([])
    await done(page)
  })
})

describe('the palette and the keys', () => {
  it('finds a page by the initials of its pinyin, a stage by pinyin and an enterprise by its characters', async () => {
    const { page, faults } = await file.open('/')
    // Over opened evidence, where the focus is in the panel, the first letter typed must already be found.
    await page.locator('.today-sentences .figure-open').first().click()
    await page.getByRole('complementary', { name: '依据' }).waitFor()
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox')
    await expect.poll(() => box.evaluate((node) => node === document.activeElement)).toBe(true)
    await page.keyboard.type('bg')
    await page.getByRole('option', { name: /报告/ }).waitFor()
    await box.fill('huishou')
    await page.getByRole('option', { name: /回收/ }).first().waitFor()
    await box.fill('大中矿业')
    await page
      .getByRole('option', { name: /大中矿业.*企业/ })
      .first()
      .waitFor()
    await box.fill('bg')
    await page.getByRole('option', { name: /报告/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/report')
    expect(faults).toEqual([])
    await done(page)
  })

  it('lists the keys on ?', async () => {
    const { page } = await file.open('/')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('显示这份按键表').waitFor()
    await done(page)
  })
})

describe('the brief', () => {
  it('numbers its footnotes from 1, opens their evidence, prints without the frame, and downloads as Word', async () => {
    const { page, faults } = await file.open('/report')
    const numbers = await page.locator('.brief-section .note').allInnerTexts()
    const notes = await page.locator('.brief-notes li').count()
    expect(numbers.length).toBeGreaterThan(3)
    expect(Number(numbers[0])).toBe(1)
    expect(new Set(numbers).size).toBe(notes)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'brief-1440-zh')
    await page.locator('.brief-note-open').first().click()
    await page.getByRole('complementary', { name: '依据' }).waitFor()
    await page.keyboard.press('Escape')

    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.navigation').isVisible()).toBe(false)
    expect(await page.locator('.top').isVisible()).toBe(false)
    expect(await page.locator('.brief-notes').isVisible()).toBe(true)
    await picture(page, 'brief-print')
    await page.emulateMedia({ media: 'screen' })

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 Word' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.docx$/)
    const path = await download.path()
    expect(existsSync(path)).toBe(true)
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK')
    expect(faults).toEqual([])
    await done(page)
  })
})

describe('administration', () => {
  it('shows who may do what, the state of the database and the way to the API', async () => {
    const { page, faults } = await file.open('/admin')
    expect(await page.locator('.data-table tbody tr.ant-table-row').count()).toBeGreaterThan(10)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'admin-1440-zh')
    await page.getByRole('tab', { name: '系统' }).click()
    await page.getByText('PGlite').first().waitFor()
    expect(new URL(page.url()).searchParams.get('tab')).toBe('system')
    const manual = await page.request.get(
      `${file.desk.address}${await page.getByRole('link', { name: '接口说明' }).getAttribute('href')}`,
    )
    expect(manual.status()).toBe(200)
    expect(faults).toEqual([])
    await done(page)
  })

  it('finds in a table, keeps its view in the address, and exports what is shown', async () => {
    const { page } = await file.open('/admin')
    await page.getByRole('searchbox').or(page.getByPlaceholder('在表中查找')).first().fill('facts')
    await page.keyboard.press('Enter')
    await page.waitForURL(/tables=/)
    const rows = page.locator('.data-table tbody tr.ant-table-row')
    await expect.poll(() => rows.count()).toBeLessThan(10)
    const found = await rows.count()
    expect(found).toBeGreaterThan(1)
    await page.reload()
    await rows.first().waitFor()
    expect(await rows.count()).toBe(found)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('权限.csv')
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(lines[0]).toBe('\ufeff操作,名称,类别,我可用,可用角色')
    expect(lines.length).toBe(found + 1)
    await done(page)
  })
})

describe('an address that leads nowhere', () => {
  it('says so and leads home', async () => {
    const { page } = await file.open('/nowhere')
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
    await page.getByRole('link', { name: '回到今日' }).click()
    await page.getByRole('heading', { name: '今日', exact: true }).waitFor()
    await done(page)
  })
})

describe('on a phone of 390 pixels', () => {
  it('nothing overflows sideways in either language, and axe finds no serious fault', async () => {
    for (const lang of ['zh-CN', 'en'] as const)
      for (const path of ['/', '/report', '/admin', '/admin?tab=system']) {
        const { page, faults } = await file.open(path, { width: 390, lang })
        expect([lang, path, await overflow(page)]).toEqual([lang, path, 0])
        // The rules are the same in both languages; one pass of axe is enough.
        if (lang === 'zh-CN') expect(await axeFaults(page)).toEqual([])
        await picture(page, `phone-${lang}${path.replace(/\W+/g, '-')}`)
        expect(faults).toEqual([])
        await done(page)
      }
  })

  it('reaches every page through the menu, and evidence fills the screen and closes again', async () => {
    const { page } = await file.open('/', { width: 390 })
    await page.locator('.today-sentences .figure-open').first().click()
    const panel = page.getByRole('complementary', { name: '依据' })
    await panel.waitFor()
    expect(await overflow(page)).toBe(0)
    await panel.getByRole('button', { name: '关闭' }).click()
    await panel.waitFor({ state: 'detached' })
    expect(await page.locator('.navigation').isVisible()).toBe(false)
    await page.getByRole('button', { name: '菜单' }).click()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '报告' }).click()
    await page.waitForURL('**/report')
    expect(await page.locator('.navigation').isVisible()).toBe(false)
    await done(page)
  })
})

// Last in the file: it ends the session that all tests share.
describe('signing out', () => {
  it('ends the session on the server, in every tab', async () => {
    const { page: other } = await file.open('/report')
    const { page } = await file.open('/')
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByRole('heading', { name: '请用登录链接进入' }).waitFor()
    const refused = await other.request.post(`${file.desk.address}/api/report.today`, { data: {} })
    expect(refused.status()).toBeGreaterThanOrEqual(401)
    // An open page learns of it with its next question.
    await other.getByRole('link', { name: '今日' }).click()
    await other.getByRole('heading', { name: '请用登录链接进入' }).waitFor()
    await done(page)
    await done(other)
  })
})
