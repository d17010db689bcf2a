import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { axeFaults, deskForFile, done, overflow, picture, settled } from '../support/browser.ts'

const report = `郴州锂电产业上半年运行情况
2026-02-10 来源：郴州演示报
本报郴州2月10日电 2025年，郴州锂电新能源产业产值达到1012.6亿元，比上年增长28.3%。
全市锂电新能源项目共96个，总投资1720亿元。（完）
`

const file = deskForFile()
let documentId = ''

const textOf = async (page: Page, chosen: string) =>
  ((await page.locator(chosen).textContent()) ?? '').replaceAll(' ', '')

beforeAll(async () => {
  const { page } = await file.open('/sources')
  await page.getByRole('button', { name: '粘贴文字' }).click()
  await page.getByLabel('标题').fill('上半年运行')
  await page.getByLabel('文字', { exact: true }).fill(report)
  await page.getByRole('button', { name: '添加这段文字' }).click()
  const entry = page.locator('.entry', { hasText: '上半年运行' })
  await entry.getByText('已读', { exact: true }).waitFor()
  documentId = new URL(
    (await entry.getByRole('link', { name: '打开' }).getAttribute('href'))!,
    file.desk.address,
  ).pathname
    .split('/')
    .at(-1)!
  await done(page)
}, 120_000)

const queue = () => `/facts?queue=all&document=${documentId}`
const row = (page: Page, quote: string) => page.locator('.queue-row', { hasText: quote }).first()

describe('reviewing claims', () => {
  it('accepts by one key: the ledger has the number, and the first page changes', async () => {
    const { page, faults } = await file.open('/')
    expect(await textOf(page, '.today-years table')).not.toContain('1012.6亿元')
    await page.goto(file.desk.address + queue())
    await row(page, '1012.6亿元').click()
    const chosen = page.locator('.chosen')
    expect(await chosen.locator('.quoted mark').textContent()).toContain('1012.6亿元')
    await chosen.getByRole('button', { name: /^采纳/ }).waitFor()
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'review-1440-zh')
    await page.keyboard.press('a')
    await page.locator('.outcome').getByText('已采纳').waitFor()
    await page.goto(`${file.desk.address}/facts?tab=ledger`)
    await page.locator('.data-table').getByText('1012.6亿元').first().waitFor()
    await page.goto(file.desk.address)
    await page.locator('.today-years table').getByText('1012.6亿元').first().waitFor()
    expect(faults).toEqual([])
    await done(page)
  })

  it('holds as many claims as the first page says wait, and goes on to the next one by itself', async () => {
    const { page } = await file.open('/')
    const waiting = await page.locator('a[href*="tab=review"]').first().textContent()
    await page.goto(`${file.desk.address}/facts`)
    await page.locator('.queue-row').first().waitFor()
    const count = Number(/\/ (\d+)/.exec((await page.locator('.queue-count').textContent()) ?? '')?.[1])
    expect(count).toBeGreaterThan(0)
    expect(waiting).toContain(String(count))
    await page.locator('.queue-row', { hasText: '时间' }).first().click()
    const before = await textOf(page, '.queue-row[aria-current]')
    await page.keyboard.press('r')
    await page.locator('.queue-count', { hasText: `/ ${count - 1}` }).waitFor()
    expect(await page.locator('.queue-row[aria-current]').count()).toBe(1)
    await page.keyboard.press('u')
    await page.locator('.queue-count', { hasText: `/ ${count} ` }).waitFor()
    expect(await textOf(page, '.queue-row[aria-current]')).toBe(before)
    await done(page)
  })

  it('opens the accepted number beside the ledger, with its sentence and the way into the page', async () => {
    const { page, faults } = await file.open('/facts?tab=ledger')
    await page.locator('.data-table tbody tr', { hasText: '1012.6亿元' }).first().locator('td').first().click()
    const panel = page.locator('.fact-panel')
    await panel.locator('.quoted mark', { hasText: '1012.6亿元' }).waitFor()
    expect(new URL(page.url()).searchParams.get('fact')).toBeTruthy()
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'ledger-1440-zh')
    const id = new URL(page.url()).searchParams.get('fact')
    await page.goto(`${file.desk.address}/facts/${id}`)
    await page.waitForURL((url) => url.pathname === '/facts' && url.searchParams.get('fact') === id)
    await panel.getByRole('link', { name: '在原文中看这句话' }).first().click()
    await page.locator('.text-view .is-span', { hasText: '1012.6亿元' }).waitFor()
    expect(faults).toEqual([])
    await done(page)
  })

  it('edits in the scale people write, refuses what is no number, and shows what was decided', async () => {
    const { page, faults } = await file.open(queue())
    await row(page, '1720亿元').click()
    await page.locator('.chosen .claim-quote', { hasText: '1720亿元' }).waitFor()
    await page.keyboard.press('e')
    const form = page.locator('.claim-form')
    const value = form.getByLabel('数值')
    expect(await value.inputValue()).toBe('1720')
    await value.fill('一千七')
    await form.getByRole('button', { name: /采纳/ }).click()
    await form.getByText('请写数字').waitFor()
    await value.fill('1,725.5')
    await form.getByRole('button', { name: '修改后采纳' }).click()
    await page.locator('.outcome').getByText('已修改后采纳').waitFor()
    await row(page, '1720亿元').click()
    await page.locator('.chosen .standing-edited').waitFor()
    expect(await textOf(page, '.chosen .claim-value')).toContain('1725.5亿元')
    await page.locator('.history li').first().waitFor()
    await page.keyboard.press('u')
    await page.locator('.outcome').getByText('已重新打开').waitFor()
    expect(faults).toEqual([])
    await done(page)
  })

  it('says who was faster when two people decide, and shows how it stands now', async () => {
    const [{ page: first }, { page: second }] = [await file.open(queue()), await file.open(queue())]
    for (const page of [first, second]) {
      await row(page, '28.3%').click()
      await page.locator('.chosen .claim-quote', { hasText: '28.3%' }).waitFor()
      await settled(page)
    }
    await first.keyboard.press('r')
    await first.locator('.outcome').getByText('未采纳').waitFor()
    await second.keyboard.press('a')
    await second.locator('.outcome-failed').getByText('链办').waitFor()
    await second.locator('.chosen .standing-rejected').waitFor()
    await done(first)
    await done(second)
  })

  it('moves by j and k, and leaves letters alone while one types', async () => {
    const { page } = await file.open(queue())
    const before = await textOf(page, '.queue-row[aria-current]')
    await page.keyboard.press('j')
    await page.waitForFunction(
      (text) => document.querySelector('.queue-row[aria-current]')?.textContent?.replaceAll(' ', '') !== text,
      before,
    )
    await page.keyboard.press('k')
    await page.waitForFunction(
      (text) => document.querySelector('.queue-row[aria-current]')?.textContent?.replaceAll(' ', '') === text,
      before,
    )
    await page.getByRole('searchbox', { name: '查找陈述' }).pressSequentially('jar')
    expect(await textOf(page, '.queue-row[aria-current]')).toBe(before)
    expect(await page.locator('.outcome').textContent()).toBe('')
    await page.keyboard.press('Escape')
    await page.locator('h1').click()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('不采纳').waitFor()
    await done(page)
  })
})

describe('on a phone and in English', () => {
  it('keeps queue and ledger inside 390 px', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      for (const path of [queue(), '/facts?tab=ledger']) {
        const { page, faults } = await file.open(path, { width: 390, lang })
        await page.locator('.queue-row, .data-table tbody tr').first().waitFor()
        expect(await overflow(page), path).toBe(0)
        expect(await axeFaults(page), path).toEqual([])
        await picture(page, `facts-${path.includes('ledger') ? 'ledger' : 'review'}-390-${lang}`)
        expect(faults).toEqual([])
        await done(page)
      }
    }
  })
})
