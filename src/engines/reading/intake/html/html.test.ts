import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sourceOf } from '../../opened.ts'
import { read } from '../../read.ts'
import { looksLikeHtml, renderHtml } from './page.ts'

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

describe('the way back to the source', () => {
  const back = (source: string, words: string) => {
    const { text, origins } = renderHtml(source)
    const start = text.indexOf(words)
    expect(start, text).toBeGreaterThanOrEqual(0)
    const span = sourceOf(origins, { start, end: start + words.length })!
    return source.slice(span.start, span.end)
  }

  test('leads through tags, entities, CRLF and characters beyond the first plane', () => {
    const source =
      '<html><body>\r\n<p>\r\n总投资<b>58.56</b>&nbsp;<i>亿元</i>，😀同比\r\n增长&#x32;0%。</p><p>A&amp;B公司&copy甲&notin;乙&lt;丙&#128512;丁</p></body></html>'
    expect(renderHtml(source).text).toBe('总投资58.56 亿元，😀同比 增长20%。\nA&B公司©甲∉乙<丙😀丁\n')
    expect(back(source, '58.56 亿元')).toBe('58.56</b>&nbsp;<i>亿元')
    expect(back(source, '😀同比 增长')).toBe('😀同比\r\n增长')
    expect(back(source, '20%')).toBe('&#x32;0%')
    expect(back(source, 'A&B')).toBe('A&amp;B')
    expect(back(source, '©甲')).toBe('&copy甲')
    expect(back(source, '∉乙<丙😀丁')).toBe('&notin;乙&lt;丙&#128512;丁')
    expect(back(source, '丁')).toBe('丁')
  })

  test('comes with a reading for its paragraphs, and leads from a claim to the source', () => {
    const reading = read(bytes(page))
    const claim = reading.claims.find((c) => c.value === 1.2e10)!
    const span = sourceOf(reading.origins, claim)!
    expect(page.slice(span.start, span.end)).toBe(claim.quote)
    expect(reading.raw).toContain('首页')
    expect(sourceOf(reading.origins, { start: 0, end: 2 })).toBeNull()
  })

  test('is not lost where scripts and styles were stepped over', () => {
    const code = 'var 产值 = "999亿元"; if (a < b && c > d) go();'
    for (const source of [
      `<script>${code}</script><p>甲${'</p><p>'}乙</p><style>.a{color:red;background:blue}</style><p>丙&nbsp;丁</p>`,
      `<p>甲</p><!-- <script>${code}</script> --><p>乙</p><SCRIPT language="x>y">${code}</SCRIPT ><p>丙&nbsp;丁</p>`,
      `<p>甲</p><script><!--\n${code}\n//--></script><p>乙</p><script src="a.js"></script><p>丙&nbsp;丁</p>`,
      `<p>甲</p><script><!-- <script>${code}</script> ${code} --></script><p>乙</p><script>${code}</script><p>丙&nbsp;丁</p>`,
      `<p>甲</p><p>乙</p><p title="<script>">丙&nbsp;丁</p><script>${code}`,
    ]) {
      const page = `<html><body>${source}`
      expect(renderHtml(page).text.trim(), source).toBe('甲\n乙\n丙 丁')
      expect(back(page, '丙 丁')).toBe('丙&nbsp;丁')
    }
  })

  test('is short: text without tags in it is one run', () => {
    const { origins, text } = renderHtml(`<html><body><p>${'产值达到五百亿元。'.repeat(1000)}</p></body></html>`)
    expect(origins).toHaveLength(1)
    expect(origins[0]).toMatchObject({ start: 0, end: text.length - 1 })
  })

  const piece = fc.constantFrom(
    ...[
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<br>',
      '<table><tr><td>',
      '</td><td>',
      '</table>',
      '<pre>',
      '</pre>',
      '<!--注-->',
    ],
    ...[
      '产值',
      '12家',
      ' ',
      '\r\n',
      '\n',
      '\r',
      '　',
      '\u00a0',
      '😀',
      '&nbsp;',
      '&amp;',
      '&lt',
      '&copy',
      '&#20013;',
      '&#x1F600;',
    ],
    ...[
      '&',
      '&x;',
      '&amp;amp;',
      '&NotEqualTilde;',
      '<script>a<b</script>',
      '</>',
      '\u0000',
      'é',
      '\ufeff',
      '&#13;',
      '&ampx',
      '&para中',
      '<script src="a>b">var 产值 = "999亿元";</script>',
      '<style>.a{color:red;margin:0 auto}</style>',
      '<!-- <script>var 产值 = "999亿元";</script> -->',
      '<script><!--\nvar 产值 = "999亿元";\n//--></script>',
    ],
  )
  test('what the tokenizer drops is stepped over, not searched past: 中 once led to the last 中 of the page', () => {
    for (const dropped of ['\u0000', '</>']) {
      const source = `<html><body>${dropped}&#20013;\r\n&para中&#20013;`
      const { text, origins } = renderHtml(source)
      expect(
        origins.map(({ start, end, source: s }) => [text.slice(start, end), source.slice(s!.start, s!.end)]),
      ).toEqual([
        ['中', '&#20013;'],
        [' ', '\r\n'],
        ['¶', '&para'],
        ['中', '中'],
        ['中', '&#20013;'],
      ])
    }
  })
  test('whatever the page: runs are in order, and each is its source or a reference', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const source = `<html><body>${parts.join('')}`
        const { text, origins, outside, grids } = renderHtml(source)
        let outTo = 0
        for (const span of outside) {
          expect(span.start).toBeGreaterThanOrEqual(outTo)
          expect(span.end).toBeGreaterThan(span.start)
          outTo = span.end
        }
        expect(outTo).toBeLessThanOrEqual(text.length)
        for (const grid of grids)
          for (const cell of grid.cells) {
            expect(cell.start).toBeGreaterThanOrEqual(grid.start)
            expect(cell.end).toBeGreaterThanOrEqual(cell.start)
            expect(cell.end).toBeLessThanOrEqual(grid.end)
          }
        let at = 0
        let from = 0
        let covered = 0
        for (const { start, end, source: s } of origins) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(s!.start).toBeGreaterThanOrEqual(from)
          expect(s!.end).toBeGreaterThan(s!.start)
          at = end
          from = s!.end
          covered += end - start
          const said = text.slice(start, end)
          const written = source.slice(s!.start, s!.end)
          if (said === ' ') expect(written).toMatch(/^(?:\s|&nbsp;|&#13;)+$/)
          else if (written.length === said.length) expect(said.replace(/\s/g, ' ')).toBe(written.replace(/\s/g, ' '))
          else expect(written).toMatch(/^&/)
        }
        expect(covered).toBe(text.length - (text.match(/\n/g)?.length ?? 0) - cellBreaks(text, origins))
      }),
      { numRuns: 2000 },
    )
  })
  /** Spaces between cells come from no text of the source. */
  const cellBreaks = (text: string, origins: readonly { start: number; end: number }[]): number => {
    let n = 0
    let at = 0
    for (const { start, end } of [...origins, { start: text.length, end: text.length }]) {
      n += text.slice(at, start).replace(/\n/g, '').length
      expect(text.slice(at, start)).toMatch(/^[ \n]*$/)
      at = end
    }
    return n
  }
})

describe('tables', () => {
  const grid = (body: string) => {
    const rendered = renderHtml(`<html><body>${body}</body></html>`)
    return { ...rendered, cells: rendered.grids.map((g) => g.cells.map((c) => rendered.text.slice(c.start, c.end))) }
  }

  test('of facts become grids with header rows, spans and the caption above', () => {
    const { grids, cells, text } = grid(
      '<p>各县市区产值如下。</p><p>表1 主要指标</p><p>单位：亿元</p><table><caption>2024年</caption><tr><th rowspan="2">地区</th><th colspan="2">产值</th></tr><tr><th>2023年</th><th>2024年</th></tr><tr><td>临山县</td><td><p>12.5</p></td><td><p>15</p></td></tr><tr><td>丰水县</td><td></td><td>8</td></tr></table><p>注：现价。</p>',
    )
    expect(grids).toHaveLength(1)
    expect(grids[0]).toMatchObject({ rows: 4, columns: 3, headerRows: 2 })
    expect(cells[0]).toEqual(['地区', '产值', '2023年', '2024年', '临山县', '12.5', '15', '丰水县', '', '8'])
    expect(grids[0]!.cells.map((c) => [c.row, c.column, c.rowSpan, c.columnSpan])).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 2],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
      [2, 0, 1, 1],
      [2, 1, 1, 1],
      [2, 2, 1, 1],
      [3, 0, 1, 1],
      [3, 1, 1, 1],
      [3, 2, 1, 1],
    ])
    expect(grids[0]!.caption.map((c) => text.slice(c.start, c.end))).toEqual(['表1 主要指标', '单位：亿元', '2024年'])
    expect(text).toContain('临山县 12.5 15\n丰水县 8\n')
  })

  test('of layout are none: nested tables, menus, a column of prose beside a menu', () => {
    const prose = '全市电池产业今年一季度产值达120亿元，同比增长15%，其中规模以上企业68家，实现利税9亿元。'.repeat(3)
    for (const body of [
      `<table><tr><td>栏目一</td><td><table><tr><td>${prose}</td></tr></table></td></tr><tr><td>一</td><td>二</td></tr></table>`,
      '<table><tr><td><a href="/a">首页</a></td><td><a href="/b">要闻</a></td></tr><tr><td><a href="/c">财经</a></td><td><a href="/d">图片</a></td></tr></table>',
      `<table border="1"><tr><td>导航</td><td>${prose}</td></tr><tr><td>更多</td><td>${prose}</td></tr></table>`,
      '<table><tr><td>企业</td><td>12家</td></tr></table>',
    ])
      expect(grid(body).grids, body).toEqual([])
    // The cells of a layout are lines of their own, so that a menu does not run into the story.
    expect(grid(`<table><tr><td>栏目一</td><td>${prose}</td></tr></table>`).text).toBe(`栏目一\n${prose}\n`)
  })

  test('without end tags, and with a list of projects whose last column is long, are still read by cells', () => {
    const { cells, grids } = grid(
      '<table border=1><tr><td>序号<td>项目<td>建设内容<tr><td>1<td>甲项目<td>新建年产2万吨碳酸锂生产线，配套建设仓库、办公楼和道路，总建筑面积3万平方米。<tr><td>2<td>乙项目<td>新建年产10万吨磷酸铁锂生产线，配套建设余热回收系统。</table>',
    )
    expect(grids[0]).toMatchObject({ rows: 3, columns: 3, headerRows: null })
    expect(cells[0]!.slice(3, 6)).toEqual([
      '1',
      '甲项目',
      '新建年产2万吨碳酸锂生产线，配套建设仓库、办公楼和道路，总建筑面积3万平方米。',
    ])
  })

  test('with monstrous spans stay within the limits', () => {
    const { grids } = grid(
      '<table><tr><th>年</th><th>产值</th></tr><tr><td rowspan="100000">2024</td><td colspan="100000">1</td></tr><tr><td>2</td><td>3</td></tr><tr><td rowspan="0">4</td></tr></table>',
    )
    for (const g of grids)
      for (const c of g.cells) {
        expect(c.row + c.rowSpan).toBeLessThanOrEqual(g.rows)
        expect(c.column + c.columnSpan).toBeLessThanOrEqual(256)
      }
    const started = performance.now()
    grid(`<table>${`<tr>${'<td rowspan="65534" colspan="1000">1</td>'.repeat(4)}</tr>`.repeat(20_000)}</table>`)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('pages as they are made', () => {
  const kept = (source: string) => {
    const { text, outside } = renderHtml(source)
    let at = 0
    let out = ''
    for (const { start, end } of outside) {
      out += text.slice(at, start)
      at = end
    }
    return (out + text.slice(at)).split('\n').filter((line) => line.trim() !== '')
  }
  const menu = '<td><a href="/1">首页</a></td><td><a href="/2">要闻</a></td><td><a href="/3">专题</a></td>'

  test('a layout of nested tables keeps its story only', () => {
    const source = `<html><head><title>丰水电池产业一季度增长15%</title></head><body><table><tr>${menu}</tr></table><table><tr><td width=200><table><tr><td>热点排行</td></tr><tr><td><a href="/x">邻市签约300亿元大项目落地开工</a></td></tr></table></td><td><table><tr><td align=center><b>丰水电池产业一季度增长15%</b></td></tr><tr><td>来源：示范新闻网 2025-05-06</td></tr><tr><td>${story.join('<br>')}</td></tr></table></td></tr></table><table><tr><td>版权所有 示范新闻网</td></tr></table></body></html>`
    expect(kept(source)).toEqual(['丰水电池产业一季度增长15%', '来源：示范新闻网 2025-05-06', ...story])
  })

  test('all text in one element with breaks', () => {
    const source = `<html><head><title>某事</title></head><body><div><a href="/">首页</a> <a href="/a">财经</a></div><div>${story.map((p) => `　　${p}`).join('<br><br>\r\n')}</div></body></html>`
    expect(kept(source)).toEqual(story)
  })

  test('a page that hides its story until a script shows it', () => {
    const source = `<html><body><h1 class="rich_media_title">丰水电池产业一季度增长15%</h1><div class="rich_media_content" id="js_content" style="visibility: hidden;">${story.map((p) => `<section><span>${p}</span></section>`).join('')}</div><div class="qr_code_pc">微信扫一扫关注该公众号</div></body></html>`
    expect(kept(source)).toEqual(['丰水电池产业一季度增长15%', ...story])
  })

  test('a page of frames says what its noframes says; unclosed elements swallow nothing', () => {
    expect(
      renderHtml(
        `<html><frameset cols="*"><frame src="a.htm"><noframes><body>${story[0]}</body></noframes></frameset></html>`,
      ).text,
    ).toBe(`${story[0]}\n`)
    for (const open of [
      '<select><option>',
      '<object data=x>',
      '<textarea>',
      '<iframe src=x>',
      '<svg>',
      '<noscript>',
      '<title>',
    ])
      expect(renderHtml(`<html><body><div>${open}<p>${story[0]}</p></div>`).text, open).toContain(story[0])
    expect(renderHtml(`<html><body><script src="a.js"/>var 产值 = "999亿元"</script><p>${story[0]}</p>`).text).toBe(
      `${story[0]}\n`,
    )
  })

  test('a headline without a heading element is found by the title of the page', () => {
    const source = `<html><head><title>丰水电池产业一季度增长15%_示范新闻网</title></head><body><div class="top"><a href="/">首页</a></div><div><div>丰水电池产业一季度增长15%</div><div>2025年05月06日 来源：示范新闻网</div><div class="box">${story.map((p) => `<p>${p}</p>`).join('')}</div></div></body></html>`
    expect(kept(source)).toEqual(['丰水电池产业一季度增长15%', '2025年05月06日 来源：示范新闻网', ...story])
    expect(renderHtml(source).title).toBe('丰水电池产业一季度增长15%')
  })

  test('where our two scorers disagree Readability decides, block by block', () => {
    const other =
      '为什么我们每天都要好好睡觉呢？因为这是一件对身体很好的事情，医生也是这样说的，你可以试一试，不会后悔的。'
    const side = Array.from({ length: 9 }, (_, i) => `<div class="item"><p>${other}${i}</p></div>`).join('')
    const source = `<html><head><title>丰水电池产业一季度增长15%</title></head><body><h1>丰水电池产业一季度增长15%</h1><article>${[...story, ...story].map((p) => `<p>${p}</p>`).join('')}</article><div>${side}</div></body></html>`
    const rendered = renderHtml(source)
    expect(rendered.by).toBe('arbiter')
    for (const p of story) expect(kept(source)).toContain(p)
  })
})

describe('hostile pages', () => {
  test('a page made to need the third voice is answered in bounded time', () => {
    const rows = Array.from({ length: 4000 }, (_, i) =>
      i % 2
        ? '<div><div>铜锌铅锡，钨钼铋锑，碲硒铟镓。</div></div>'
        : `<div><p>因为这是一件对身体很好的事情，我们每天都要好好睡觉，医生也是这样说的，你可以在家里试一试，不会后悔的，${i}。</p></div>`,
    )
    const before = process.cpuUsage().user
    renderHtml(`<html><body>${rows.join('')}</body></html>`)
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(10_000)
  })

  /** Each grows with n; none may take more than its share when n doubles twice. */
  const bombs: Record<string, (n: number) => string> = {
    'nested blocks': (n) => '<div>'.repeat(n / 5),
    'nested tables': (n) => '<table><tr><td>1'.repeat(n / 16),
    'tables in a row': (n) => '<table><tr><td>1<td>2<tr><td>3<td>4</table>'.repeat(n / 43),
    'paragraphs never closed': (n) => '<p>产值达到五百亿元，'.repeat(n / 12),
    entities: (n) => '&amp;'.repeat(n / 5),
    'half entities': (n) => '&'.repeat(n),
    'entities without semicolon': (n) => '&ampamp'.repeat(n / 7),
    'one line': (n) => '产业'.repeat(n / 2),
    'stray ends': (n) => '</div></td></table>'.repeat(n / 19),
    'comments never closed': (n) => '<!--'.repeat(n / 4),
    'scripts never closed': (n) => '<script>'.repeat(n / 8),
    'hidden never closed': (n) => '<select>'.repeat(n / 8),
    headings: (n) => '<h1>丰水电池产业增长</h1>'.repeat(n / 17),
    links: (n) => '<a href=x>丰水电池产业增长'.repeat(n / 18),
    dropped: (n) => '</>中'.repeat(n / 4),
  }
  test.each(Object.keys(bombs))('%s: four times the page takes far less than sixteen times the time', (name) => {
    const time = (n: number): number => {
      const source = `<html><head><title>丰水电池</title></head><body><p>${story.join('')}</p>${bombs[name]!(n)}`
      let best = Infinity
      for (let k = 0; k < 3; k++) {
        const before = process.cpuUsage().user
        renderHtml(source)
        best = Math.min(best, (process.cpuUsage().user - before) / 1000)
      }
      return best
    }
    time(10_000)
    const small = time(100_000)
    const large = time(400_000)
    expect(large / Math.max(small, 30)).toBeLessThan(10)
  })
})
