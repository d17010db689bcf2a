import { cities, cleanPage } from './generated-clean.ts'
import { type Random, randomFrom } from './generated-random.ts'

/** A page as a content system prints it: its own lines, the lines around them, and the source. */
export interface HtmlPage {
  html: string
  layout: string
  body: string[]
  noise: string[]
}

interface Parts {
  title: string
  /** The lines of the story below its title. */
  story: string[]
  menu: string[]
  side: string[]
  related: string[]
  remarks: string[]
  foot: string[]
  adverts: string[]
}

const sections =
  '首页 要闻 时政 财经 产业 科技 文旅 健康 教育 房产 汽车 视频 图片 专题 互动 公开 服务 数据 县区 评论频道'.split(' ')
const places = '古镇 公园 老街 文化宫 图书馆 体育场 美术馆 江滩 植物园 少年宫'.split(' ')
const happenings =
  '周末举办灯会 今起试开放 推出夜间专线 迎来赏花高峰 修缮工程收尾 新增便民座椅 征集市民建议 开展消防演练 启用智能停车 办起了旧书市'.split(
    ' ',
  )
const linkText = (r: Random): string => `${r.pick(cities)}${r.pick(places)}${r.pick(happenings)}`
const summary = (r: Random): string =>
  `记者走访${r.pick(cities)}${r.pick(places)}看到,这里的人气一天比一天旺,不少市民带着孩子前来,大家都说变化真大,点击查看详情。`

const partsOf = (r: Random, seed: number): Parts => {
  const [title, ...story] = cleanPage(seed)
  const some = (n: number, make: () => string): string[] => [...new Set(Array.from({ length: n }, make))]
  return {
    title: title!,
    story,
    menu: some(6 + r.below(10), () => r.pick(sections)),
    side: some(5 + r.below(8), () => (r.chance(0.15) ? summary(r) : linkText(r))),
    related: some(3 + r.below(5), () => linkText(r)),
    remarks: some(
      2 + r.below(5),
      () =>
        `1${3 + r.below(6)}${r.below(10)}****${1000 + r.below(9000)}:${r.pick(['说得好', '支持家乡建设', '什么时候轮到我们这里', '希望多修几条路', '期待早日建成'])}`,
    ),
    foot: ['主办:示范市人民政府办公室', '版权所有 示范网站 某ICP备00000000号', '网站标识码:0000000000'],
    adverts: r.chance(0.5) ? ['名车特价限时抢购,立即咨询客服热线'] : [],
  }
}

const encoded = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const links = (list: readonly string[], open = '<li>', shut = '</li>'): string =>
  list.map((text, i) => `${open}<a href="/c/${i}.html" target="_blank">${encoded(text)}</a>${shut}`).join('\n')
const script =
  '<script type="text/javascript">var page = {"id":1,"产值":"999亿元"};function go(){return page.id>0&&true}</script>'
const head = (title: string, site = '示范网'): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${encoded(title)}_${site}</title><style>.a{color:red}</style>${script}</head>`
const paragraphs = (story: readonly string[], open = '<p>', shut = '</p>', indent = ''): string =>
  story.map((text) => `${open}${indent}${encoded(text)}${shut}`).join('\n')

const layouts: Record<string, (p: Parts, r: Random) => string> = {
  'government, TRS': (p) =>
    `${head(p.title)}<body><div class="header"><ul>${links(p.menu)}</ul></div><div class="main"><div class="crumbs">您现在的位置:<a href="/">首页</a> &gt; <a href="/x">产业</a></div><h1>${encoded(p.title)}</h1><div class="info">来源:市工信局 发布时间:2024-05-06</div><div class="article"><div class="TRS_Editor"><style>.TRS_Editor P{font-size:12pt;}</style>${paragraphs(p.story, '<P align=justify>', '</P>', '　　')}</div></div><div class="share">分享到:</div></div><div class="right"><h3>热点</h3><ul>${links(p.side)}</ul></div><div class="footer">${p.foot.map((f) => `<p>${f}</p>`).join('')}</div>${script}</body></html>`,
  'government, UCAP': (p) =>
    `${head(p.title)}<body><nav>${links(p.menu, '<span>', '</span>')}</nav><div class="content"><div class="title">${encoded(p.title)}</div><div class="pages-date">2024-05-06 10:00 来源:示范日报</div><div class="pages_content" id="UCAP-CONTENT">${p.story.map((t) => `<p style="text-indent:2em;"><span style="font-family:宋体;">${encoded(t)}</span></p>`).join('\r\n')}</div></div><div class="related"><h4>相关稿件</h4><ul>${links(p.related)}</ul></div><footer>${p.foot.map((f) => `<div>${f}</div>`).join('')}</footer></body></html>`,
  'tables in tables': (p) =>
    `<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>${encoded(p.title)}</TITLE></HEAD><BODY><TABLE width=1000 border=0><TR>${links(p.menu, '<TD>', '</TD>')}</TR></TABLE><TABLE width=1000><TR><TD width=240 valign=top><TABLE>${links(p.side, '<TR><TD>·', '</TD></TR>')}</TABLE></TD><TD valign=top><TABLE width="100%"><TR><TD align=center><FONT size=4><B>${encoded(p.title)}</B></FONT></TD></TR><TR><TD align=center>2024-5-6 &nbsp; 来源:示范网</TD></TR><TR><TD class=txt>${p.story.map((t) => `&nbsp;&nbsp;&nbsp;&nbsp;${encoded(t)}`).join('<BR><BR>')}</TD></TR></TABLE></TD></TR></TABLE><TABLE><TR><TD>${p.foot.join('<BR>')}</TD></TR></TABLE></BODY></HTML>`,
  'one element with breaks': (p) =>
    `${head(p.title)}<body><div id="top">${links(p.menu, '', ' | ')}</div><div><h2>${encoded(p.title)}</h2>${p.story.map((t) => `　　${encoded(t)}`).join('<br/>\n')}</div><div id="list">${links(p.related, '', '<br/>')}</div><div>${p.foot.join('<br>')}</div></body></html>`,
  'newspaper with comments': (p) =>
    `${head(p.title)}<body><header><div class="logo">示范网</div>${links(p.menu, '<span>', '</span>')}</header><main><article><h1>${encoded(p.title)}</h1><div class="meta"><time>2024-05-06 10:00</time></div>${p.adverts.map((a) => `<div class="ad-box">${a}</div>`).join('')}<section>${paragraphs(p.story)}</section></article><aside><h3>猜你喜欢</h3><ul>${links(p.side)}</ul></aside><section class="comment-list"><h3>最新评论</h3>${p.remarks.map((t) => `<div class="item">${t}</div>`).join('')}</section></main><footer>${p.foot.map((f) => `<p>${f}</p>`).join('')}</footer>${script.repeat(8)}</body></html>`,
  'public account': (p) =>
    `${head(p.title)}<body><div id="js_article"><h1 class="rich_media_title" id="activity-name">${encoded(p.title)}</h1><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">${p.story.map((t) => `<section style="margin:8px"><section><span style="letter-spacing:1px">${encoded(t.slice(0, 9))}</span><span>${encoded(t.slice(9))}</span></section></section>`).join('')}</div></div><div class="qr_code_pc"><p>微信扫一扫关注该公众号</p></div>${script.repeat(20)}</body></html>`,
  'mobile page': (p) =>
    `<!doctype html><html amp><head><title>${encoded(p.title)}</title><style amp-boilerplate>body{visibility:hidden}</style></head><body><amp-sidebar id="s">${links(p.menu)}</amp-sidebar><div class="hd">${encoded(p.title)}</div><div class="bd">${p.story.map((t) => `<div class="p">${encoded(t)}</div>`).join('')}</div><div class="more-list">${links(p.related, '<div class="i">', '</div>')}</div><div class="ft">${p.foot.map((f) => `<span>${f}</span>`).join('<br>')}</div></body></html>`,
  'elements without names': (p) =>
    `${head(p.title)}<body><div>${links(p.menu, '<div>', '</div>')}</div><div><div><div><div>${encoded(p.title)}</div><div>2024-05-06 来源:示范网</div><div>${paragraphs(p.story, '<div>', '</div>')}</div></div><div><div>热点排行</div>${p.side.map((t, i) => `<div><span>${i + 1}</span><a href="/s/${i}">${t}</a></div>`).join('')}</div></div></div><div>${p.remarks.map((t) => `<div>${t}</div>`).join('')}</div><div>${p.foot.map((f) => `<div>${f}</div>`).join('')}</div></body></html>`,
  'blog theme': (p) =>
    `${head(p.title, '示范博客')}<body class="single"><div class="site-header"><ul class="menu">${links(p.menu)}</ul></div><div class="post"><h1 class="entry-title">${encoded(p.title)}</h1><div class="entry-content">${paragraphs(p.story)}<div class="sharedaddy">分享到微博</div></div><div class="post-nav"><a href="/p">上一篇:${p.related[0]}</a><a href="/n">下一篇:${p.related[1]}</a></div></div><div id="sidebar"><h2>近期文章</h2><ul>${links(p.side)}</ul></div><div id="comments"><h3>发表评论</h3><form><label>昵称</label><input><textarea>说点什么</textarea></form>${p.remarks.map((t) => `<p>${t}</p>`).join('')}</div><div class="footer">${p.foot.join(' ')}</div></body></html>`,
}
export const layoutNames = Object.keys(layouts)

/** What each layout prints of the parts around the story. */
const printed: Record<string, (keyof Omit<Parts, 'title' | 'story'>)[]> = {
  'government, TRS': ['menu', 'side', 'foot'],
  'government, UCAP': ['menu', 'related', 'foot'],
  'tables in tables': ['menu', 'side', 'foot'],
  'one element with breaks': ['menu', 'related', 'foot'],
  'newspaper with comments': ['menu', 'adverts', 'side', 'remarks', 'foot'],
  'public account': [],
  'mobile page': ['menu', 'related', 'foot'],
  'elements without names': ['menu', 'side', 'remarks', 'foot'],
  'blog theme': ['menu', 'side', 'remarks', 'foot'],
}

/** A page of made-up news in the layout of one of nine content systems. */
export const htmlPage = (seed: number): HtmlPage => {
  const r = randomFrom(seed * 15_485_863 + 3)
  const parts = partsOf(r, seed)
  const layout = layoutNames[seed % layoutNames.length]!
  const own = `${parts.title}\n${parts.story.join('\n')}`
  return {
    html: layouts[layout]!(parts, r),
    layout,
    body: [parts.title, ...parts.story],
    noise: printed[layout]!.flatMap((part) => parts[part]).filter((line) => !own.includes(line)),
  }
}

/** The same story with nothing around it. */
export const plainHtmlPage = (seed: number): { html: string; body: string[] } => {
  const body = cleanPage(seed)
  return {
    html: `<html><head><meta charset="utf-8"><title>${encoded(body[0]!)}</title></head><body><h1>${encoded(body[0]!)}</h1>${paragraphs(body.slice(1))}</body></html>`,
    body,
  }
}

export interface HtmlMeasured {
  noise: number
  found: number
  body: number
  lost: number
  byLayout: Map<string, { noise: number; found: number; body: number; lost: number }>
  worst: Map<string, number>
}

const bare = (text: string): string => text.replace(/\s+/g, '')

/** How much of the noise of many pages an extractor leaves out and how much of their body it loses; `keep` gives the text it keeps. */
export const measureHtml = (seeds: Iterable<number>, keep: (html: string) => string): HtmlMeasured => {
  const out: HtmlMeasured = { noise: 0, found: 0, body: 0, lost: 0, byLayout: new Map(), worst: new Map() }
  for (const seed of seeds) {
    const page = htmlPage(seed)
    const kept = bare(keep(page.html))
    const row = out.byLayout.get(page.layout) ?? { noise: 0, found: 0, body: 0, lost: 0 }
    out.byLayout.set(page.layout, row)
    const blame = (what: string, n: number) => out.worst.set(what, (out.worst.get(what) ?? 0) + n)
    for (const line of page.body.map(bare)) {
      out.body += line.length
      row.body += line.length
      if (kept.includes(line)) continue
      out.lost += line.length
      row.lost += line.length
      blame(`LOST ${page.layout} ${seed}: ${line.slice(0, 40)}`, line.length)
    }
    for (const line of page.noise.map(bare)) {
      out.noise += line.length
      row.noise += line.length
      if (kept.includes(line)) blame(`${page.layout} ${seed}: ${line.slice(0, 40)}`, line.length)
      else {
        out.found += line.length
        row.found += line.length
      }
    }
  }
  return out
}
