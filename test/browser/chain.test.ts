import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { axeFaults, deskForFile, done, overflow, picture, settled } from '../support/browser.ts'

const file = deskForFile('.chain-svg .stage')

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-stage') ?? null)

describe('the map of the chain', () => {
  it('draws every stage once, left to right, inside the window, with no label outside its card', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const { page, faults } = await file.open('/chain', { lang })
      const stages = page.getByRole('list', { name: /链|Map of the chain/ }).getByRole('listitem')
      expect(await stages.count()).toBeGreaterThanOrEqual(12)
      const outside = await page.locator('.stage').evaluateAll((list) =>
        list.flatMap((stage) => {
          const box = stage.querySelector('.stage-box')!.getBoundingClientRect()
          return [...stage.querySelectorAll('text')]
            .filter((text) => {
              const { left, right, bottom } = text.getBoundingClientRect()
              return left < box.left || right > box.right + 0.5 || bottom > box.bottom + 1
            })
            .map((text) => text.textContent)
        }),
      )
      expect(outside).toEqual([])
      expect(await overflow(page)).toBe(0)
      expect(await page.locator('.link-back').count()).toBeGreaterThan(0)
      expect(await axeFaults(page)).toEqual([])
      await picture(page, `chain-1440-${lang}`)
      expect(faults).toEqual([])
      await done(page)
    }
  })

  it('is walked by arrow keys along its links; Enter opens a stage beside it, Esc comes back to it', async () => {
    const { page, faults } = await file.open('/chain')
    await page.locator('.stage[tabindex="0"]').focus()
    const seen = [await focused(page)]
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('ArrowRight')
      const at = await focused(page)
      if (at === seen.at(-1) || seen.includes(at)) break
      seen.push(at)
    }
    expect(seen.length).toBeGreaterThanOrEqual(5)
    expect(seen.at(-1)).toBe('recycling')
    await page.keyboard.press('ArrowRight')
    expect(seen).toContain(await focused(page))
    await page.keyboard.press('Home')
    expect(await focused(page)).toBe(seen[0])
    expect(await page.locator('.chain-strip').textContent()).toMatch(/供给/)
    const chosen = await focused(page)
    await page.keyboard.press('Enter')
    const panel = page.locator('.stage-panel')
    await panel.locator('.tabs').waitFor()
    expect(new URL(page.url()).searchParams.get('stage')).toBe(chosen)
    const [map, side] = [await page.locator('.chain-svg').boundingBox(), await panel.boundingBox()]
    expect(map!.x + map!.width).toBeLessThanOrEqual(side!.x + 1)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.waitForFunction((key) => document.activeElement?.getAttribute('data-stage') === key, chosen)
    expect(faults).toEqual([])
    await done(page)
  })

  it('opens a stage with enterprises, projects, indicators and sources, each in the address', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const { page, faults } = await file.open('/chain?stage=smelting', { lang })
      const panel = page.locator('.stage-panel')
      for (const tab of ['projects', 'indicators', 'sources', 'enterprises']) {
        await panel.locator(`.tab[href*="tab=${tab}"]`).click()
        await page.waitForURL((url) => url.searchParams.get('tab') === tab)
        await panel.locator('tbody tr, .witnesses li, .state').first().waitFor()
        expect(await panel.locator('.tab[aria-current]').count()).toBe(1)
        await settled(page)
        if (lang === 'zh-CN') expect(await axeFaults(page), tab).toEqual([])
        expect(await overflow(page), tab).toBe(0)
        await picture(page, `stage-${tab}-1440-${lang}`)
      }
      expect(faults).toEqual([])
      await done(page)
    }
  })

  it('opens the evidence of a capacity without losing the stage', async () => {
    const { page } = await file.open('/chain?stage=smelting')
    await page.locator('.stage-panel .stage-capacities .figure-open').first().click()
    await page.locator('.evidence .witnesses li, .evidence .evidence-figures li').first().waitFor()
    expect(await page.locator('.stage-panel h2').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await page.locator('.evidence').waitFor({ state: 'detached' })
    expect(await page.locator('.stage-panel').count()).toBe(1)
    await done(page)
  })

  it('says that a stage of the address is not there', async () => {
    const { page } = await file.open('/chain?stage=no-such')
    await page.locator('.stage-panel').getByText('no-such').first().waitFor()
    expect(await page.locator('.stage').count()).toBeGreaterThan(0)
    await done(page)
  })
})

describe('the same map elsewhere', () => {
  it('is an indented list on a phone', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const { page, faults } = await file.open('/chain', { width: 390, lang })
      expect(await overflow(page)).toBe(0)
      const boxes = await page
        .locator('.stage-box')
        .evaluateAll((list) => list.map((box) => box.getBoundingClientRect()).map(({ left, top }) => ({ left, top })))
      expect(boxes.length).toBeGreaterThan(10)
      expect(boxes.map((box) => box.top)).toEqual(boxes.map((box) => box.top).toSorted((a, b) => a - b))
      expect(boxes.at(-1)!.left).toBeGreaterThan(boxes[0]!.left)
      expect(await axeFaults(page)).toEqual([])
      await picture(page, `chain-390-${lang}`)
      await page.locator('.stage').nth(2).click()
      await page.locator('.stage-panel .tabs').waitFor()
      expect(await overflow(page)).toBe(0)
      await settled(page)
      expect(await axeFaults(page)).toEqual([])
      expect(faults).toEqual([])
      await done(page)
    }
  })

  it('prints on one A4 page, landscape', async () => {
    const { page } = await file.open('/chain')
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    const boxes = [...printed.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((m) => [
      Number(m[1]),
      Number(m[2]),
    ])
    expect(boxes).toHaveLength(1)
    expect(Math.round(boxes[0]![0]!)).toBe(842)
    expect(Math.round(boxes[0]![1]!)).toBe(595)
    await done(page)
  })
})
