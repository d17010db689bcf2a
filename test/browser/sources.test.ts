import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFaults, deskForFile, done, overflow, picture, settled } from '../support/browser.ts'

const shared = process.env['QUANLIAN_SHARED'] ?? join(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared')
const seed = join(shared, 'pages', 'seed.txt')

/** A page with the dirt of real ones: navigation above, comments below, in words of our own. */
const dirty = `首页 | 要闻 | 登录 | 下载客户端
桂阳电池材料园里机器不停
2024-08-12 来源：郴州演示报
本报桂阳8月12日电 截至2024年7月底，桂阳县锂电材料产业完成产值36.5亿元，同比增长21.3%。
按照规划，到2025年全县锂电材料产值目标为120亿元。目前园区有锂电企业12家。（完）
网友评论更多
48高安m
今年的桃子什么时候熟？
2024-11-06 20:56:50 推荐
157****2708：这个怎么看历史版本？来自聊城
`

const file = deskForFile()

/** Pastes a text and opens its page once it has been read. */
const paste = async (page: Page, title: string, text: string): Promise<void> => {
  await page.getByRole('button', { name: '粘贴文字' }).click()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('文字', { exact: true }).fill(text)
  await page.getByRole('button', { name: '添加这段文字' }).click()
  const entry = page.locator('.entry', { hasText: title })
  await entry.getByText('已读', { exact: true }).waitFor()
  await entry.getByRole('link', { name: '打开' }).click()
  await page.locator('.text-view .claim').first().waitFor()
}

/** Lets files go over the page as a person does who drags them from a folder. */
const drop = (page: Page, files: { name: string; type: string; text?: string; size?: number }[]): Promise<void> =>
  page.evaluate((list) => {
    const carried = new DataTransfer()
    for (const { name, type, text, size } of list)
      carried.items.add(new File([text ?? new Uint8Array(size ?? 0)], name, { type }))
    for (const kind of ['dragenter', 'dragover', 'drop'])
      document
        .querySelector('main')!
        .dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried }))
  }, files)

let address = ''

describe('a page comes in', () => {
  it('is pasted, read before the eyes, and shown as it was with body, parts set aside and claims in place', async () => {
    const { page, faults } = await file.open('/sources')
    await paste(page, '桂阳电池材料园', dirty)
    address = page.url().slice(file.desk.address.length)
    const text = page.locator('.text-view')
    for (const words of ['下载客户端', '网友评论更多', '今年的桃子什么时候熟？', '来自聊城'])
      expect(await text.locator('.aside', { hasText: words }).count(), words).toBeGreaterThan(0)
    expect(await text.locator('.aside', { hasText: '36.5亿元' }).count()).toBe(0)
    const reason = await text.locator('.aside', { hasText: '网友评论更多' }).first().getAttribute('title')
    expect(reason).toMatch(/^置于一旁：网友评论。.+/)
    for (const quote of ['36.5亿元', '21.3%', '120亿元'])
      expect(await text.locator('.kind-quantity', { hasText: quote }).count(), quote).toBeGreaterThan(0)
    expect(faults).toEqual([])
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await picture(page, 'source-1440-zh')
    await done(page)
  })

  it('lists what was set aside with the reason of each, and leads back to it in the text', async () => {
    const { page } = await file.open(`${address}?side=aside`)
    const list = page.locator('.side-rows li')
    expect(await list.count()).toBeGreaterThan(3)
    await list.filter({ hasText: '聊城' }).getByRole('button').click()
    await page.locator('.aside', { hasText: '来自聊城' }).first().waitFor()
    expect(
      await page
        .locator('.text-view .aside', { hasText: '来自聊城' })
        .first()
        .evaluate((node) => {
          const { top, bottom } = node.getBoundingClientRect()
          return top >= 0 && bottom <= window.innerHeight
        }),
    ).toBe(true)
    await done(page)
  })

  it('takes several dropped files at once, says of each how it went, and sends nothing that cannot be read', async () => {
    const { page, faults } = await file.open('/sources')
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/sources.add')) sent.push(request.url())
    })
    await drop(page, [
      { name: '一.txt', type: 'text/plain', text: '2024年，安仁县锂电池企业实现产值3.2亿元。' },
      { name: '二.html', type: 'text/html', text: '<html><body><p>永兴县锂电回收项目总投资6亿元。</p></body></html>' },
      { name: '空.txt', type: 'text/plain', text: '' },
      { name: '表.zip', type: 'application/zip', size: 40 },
      { name: '大.txt', type: 'text/plain', size: 21 * 1024 * 1024 },
      { name: '照片.txt', type: 'text/plain', size: 64 },
    ])
    await page.locator('.entry', { hasText: '一.txt' }).getByText('已读', { exact: true }).waitFor()
    await page.locator('.entry', { hasText: '二.html' }).getByText('已读', { exact: true }).waitFor()
    await page.locator('.entry-wrong', { hasText: '空.txt' }).getByText('空的').waitFor()
    await page.locator('.entry-wrong', { hasText: '表.zip' }).getByText('pdf、docx').waitFor()
    await page.locator('.entry-wrong', { hasText: '大.txt' }).getByText('20 MB').waitFor()
    const photo = page.locator('.entry', { hasText: '照片.txt' })
    await photo.getByText('没有读成').waitFor()
    expect(await photo.locator('.doc-problem').textContent()).toMatch(/不是文字/)
    expect(sent).toHaveLength(3)
    await page.goto(`${file.desk.address}/sources?state=failed`)
    await page.locator('.data-table .doc-failed').first().waitFor()
    await page.getByRole('link', { name: '照片.txt' }).click()
    await page.getByRole('alert').getByText('不是文字').waitFor()
    await page.getByText('原始内容仍然保存着').waitFor()
    expect(faults).toEqual([])
    await done(page)
  })
})

describe('claims and sentences', () => {
  it('lead to each other by hover, click and keyboard, and the address shows the same to a colleague', async () => {
    const { page, faults } = await file.open(address)
    const mark = page.locator('.text-view .kind-quantity', { hasText: '36.5亿元' }).first()
    await mark.hover()
    await page.locator('.row-hovered', { hasText: '36.5亿元' }).waitFor()
    await mark.click()
    const card = page.locator('.side-card .claim-card')
    await card.getByText('36.5亿元').first().waitFor()
    expect(await card.locator('.claim-fields').textContent()).toMatch(/产值/)
    expect(new URL(page.url()).searchParams.get('claim')).toBeTruthy()
    await page.keyboard.press('n')
    await page.waitForFunction(() => !document.querySelector('.claim-quote')?.textContent?.includes('36.5亿元'))
    await page.keyboard.press('p')
    await card.getByText('36.5亿元').first().waitFor()
    const { page: colleague } = await file.open(page.url().slice(file.desk.address.length))
    await colleague.locator('.text-view .is-chosen', { hasText: '36.5亿元' }).waitFor()
    await done(colleague)
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    await page
      .locator('.side-rows')
      .getByRole('button', { name: /120亿元/ })
      .first()
      .click()
    await page.locator('.text-view .is-chosen', { hasText: '120亿元' }).waitFor()
    expect(faults).toEqual([])
    await done(page)
  })

  it('shows and hides layers by the address', async () => {
    const { page } = await file.open(address)
    await page.getByRole('checkbox', { name: /时间/ }).uncheck()
    await page.getByRole('checkbox', { name: /置于一旁/ }).uncheck()
    expect(await page.locator('.text-view .kind-time, .text-view .aside').count()).toBe(0)
    await page.reload()
    await page.locator('.text-view .claim').first().waitFor()
    expect(await page.locator('.text-view .kind-time, .text-view .aside').count()).toBe(0)
    await page.getByRole('checkbox', { name: /置于一旁/ }).check()
    expect(await page.locator('.text-view .aside').count()).toBeGreaterThan(0)
    await done(page)
  })

  it('can be decided where they stand', async () => {
    const { page } = await file.open(address)
    await page.locator('.text-view .kind-quantity', { hasText: '21.3%' }).first().click()
    await page.locator('.side-card').getByRole('button', { name: '不采纳' }).waitFor()
    await page.keyboard.press('r')
    await page.locator('.side-card .standing-rejected').waitFor()
    await page.locator('.text-view .is-rejected', { hasText: '21.3%' }).waitFor()
    await page.keyboard.press('u')
    await page.locator('.side-card .standing-rejected').waitFor({ state: 'detached' })
    await done(page)
  })
})

describe('the seed page', () => {
  it.skipIf(!existsSync(seed))(
    'has its injected name, chrome and comments set aside, and a suggested order from dateline to (完)',
    async () => {
      const { page } = await file.open('/sources')
      await page
        .getByLabel('选择文件')
        .last()
        .setInputFiles({ name: 'seed.txt', mimeType: 'text/plain', buffer: readFileSync(seed) })
      const entry = page.locator('.entry', { hasText: 'seed.txt' })
      await entry.getByText('已读', { exact: true }).waitFor()
      await entry.getByRole('link', { name: '打开' }).click()
      await page.locator('.text-view .aside-injected', { hasText: '蒙特卡罗赌场' }).waitFor()
      for (const words of ['客户24小时在线服务', '网友评论更多', '来自井冈山', '威海uz'])
        expect(await page.locator('.text-view .aside', { hasText: words }).count(), words).toBeGreaterThan(0)
      await page.getByRole('button', { name: '建议的阅读顺序' }).click()
      const paragraphs = page.locator('.text-view .para p')
      expect(await paragraphs.first().textContent()).toMatch(/^中新网郴州6月19日电/)
      expect(await paragraphs.last().textContent()).toMatch(/\(完\)$/)
      expect(await page.locator('.para-number').first().textContent()).toMatch(/8/)
      await picture(page, 'seed-order-1440-zh')
      await done(page)
    },
  )
})

describe('on a phone and in English', () => {
  it('keeps list and page inside 390 px, with the card of a claim in reach', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const { page, faults } = await file.open('/sources', { width: 390, lang })
      expect(await overflow(page)).toBe(0)
      expect(await axeFaults(page)).toEqual([])
      await picture(page, `sources-390-${lang}`)
      await page.goto(file.desk.address + address)
      await page.locator('.text-view .kind-quantity', { hasText: '120亿元' }).first().click()
      await page.locator('.side-card .claim-card').waitFor()
      expect(await overflow(page)).toBe(0)
      await settled(page)
      expect(await axeFaults(page)).toEqual([])
      await picture(page, `source-390-${lang}`)
      expect(faults).toEqual([])
      await done(page)
    }
  })
})
