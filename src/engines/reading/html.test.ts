import { describe, expect, test } from 'vitest'
import { looksLikeHtml, renderHtml } from './html.ts'
import { read } from './read.ts'

const story = [
  '示范新闻网丰水5月6日电（记者 王一鸣）丰水市工信局6日发布消息，今年一季度全市电池产业产值达120亿元，同比增长15%。',
  '据介绍，丰水市今年新引进电池材料项目18个，计划总投资超过200亿元，其中9个项目已经开工建设。',
  '下一步，丰水市将继续围绕产业链补短板，力争到2027年电池产业产值达到1000亿元。（完）',
]
const page = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>丰水电池产业一季度增长15%_示范新闻网</title>
<meta name="PubDate" content="2025-05-06 10:00"><meta name="ContentSource" content="示范新闻网"><script>var a = "产值999亿元。";</script>
<style>.x{color:red}</style></head><body>
<div class="nav"><a href="/">首页</a><a href="/a">要闻</a><a href="/b">财经</a></div>
<div class="header"><h1>丰水电池产业一季度增长15%</h1></div>
<div class="main"><div class="TRS_Editor">${story.map((p) => `<p>　　${p}</p>`).join('\n')}</div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">另一座城市签约300亿元大项目</a></li></ul></div></div>
<div class="comment-list"><p>187****1028：说得好，什么时候轮到我们县投资50亿元？</p></div>
<div class="footer">版权所有 示范新闻网 京ICP备00000000号 电话：010-12345678</div></body></html>`
const bytes = (s: string) => new TextEncoder().encode(s)

describe('HTML', () => {
  test('is told from text', () => {
    expect(looksLikeHtml(page)).toBe(true)
    expect(looksLikeHtml('<div><p>一</p><p>二</p></div>', 'a.html')).toBe(true)
    expect(looksLikeHtml('产值达到<500亿元>，同比增长。')).toBe(false)
    expect(looksLikeHtml('教程：用 <div> 包住 <p>，再加 <span>。')).toBe(false)
  })

  test('keeps the story and sets the rest aside', () => {
    const reading = read(bytes(page), { name: 'page.html' })
    const kept = reading.blocks.filter((b) => b.role !== 'title').map((b) => reading.raw.slice(b.start, b.end))
    expect(kept).toEqual(story)
    expect(reading.document).toMatchObject({
      title: '丰水电池产业一季度增长15%',
      publisher: '示范新闻网',
      published: '2025-05-06',
    })
    expect(reading.setAside.map((s) => s.text).join()).toMatch(/首页.*300亿元.*187\*{4}1028.*版权所有/s)
    expect(reading.raw).not.toContain('999亿元')
    for (const c of reading.claims) expect(reading.raw.slice(c.start, c.end)).toBe(c.quote)
    const sums = reading.claims.filter((c) => c.kind === 'quantity').map((c) => c.value)
    expect(sums).toContain(1.2e10)
    expect(sums).not.toContain(5e9)
    expect(sums).not.toContain(3e10)
  })

  test('a page without a known container is read by density', () => {
    const plain = page.replace('class="TRS_Editor"', '').replace('class="main"', '')
    const reading = read(bytes(plain))
    expect(reading.blocks.filter((b) => b.role !== 'title').map((b) => reading.raw.slice(b.start, b.end))).toEqual(
      story,
    )
  })

  test('entities, breaks and tables become text', () => {
    const { text } = renderHtml(
      '<html><body><p>产值&ldquo;500&nbsp;亿元&rdquo;<br>同比</p><table><tr><td>企业</td><td>12家</td></tr></table></body></html>',
    )
    expect(text).toBe('产值“500 亿元”\n同比\n企业 12家\n')
  })

  test('a hundred thousand nested tags neither overflow nor take long', () => {
    for (const [open, shut] of [
      ['<div>', '</div>'],
      ['<b><a><p>', ''],
      ['<table><tr><td>', ''],
      ['<ul><li>', '</div>'],
    ]) {
      const started = performance.now()
      const { text } = renderHtml(
        `<html><body>${open!.repeat(100_000)}正文在最里面。${shut!.repeat(100_000)}</body></html>`,
      )
      expect(text).toContain('正文在最里面。')
      expect(performance.now() - started).toBeLessThan(20_000)
    }
  })
})
