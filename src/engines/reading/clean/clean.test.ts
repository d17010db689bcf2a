import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanPage, dirts, measure } from '../../../../test/support/generated-pages.ts'
import { normalise } from '../script.ts'
import { viewOf } from '../view.ts'
import { clean } from './clean.ts'
import { setAsideRules, setAsideWords, wordsOfWhy } from './words.ts'

const asideOf = (text: string) =>
  clean(normalise(text).text).marks.map((m) => ({ rule: m.rule, text: text.slice(m.start, m.end) }))
const story =
  '中新网丰水5月6日电(王一鸣)丰水市新能源电池产业一季度产值达120亿元,同比增长15%。目前全市共引进电池材料项目18个。\n' +
  '据介绍,丰水市今年新引进电池材料企业12家,计划总投资超过200亿元,其中9个项目已经开工建设。'

const last = '下一步,丰水市将围绕电池材料补短板,推动在建项目早日投产,力争全年产值增长两成以上。'

describe('what is set aside', () => {
  test.each([
    ['before-dateline', `蓝湖五金批发${story}`, '蓝湖五金批发'],
    ['decorated-name', `✄蓝湖五金✅\n${story}`, '✄蓝湖五金✅'],
    [
      'glued-name',
      `✄蓝湖五金✅\n${story}\n蓝湖五金下一步,丰水市将继续补齐电池产业链短板,推动项目早日投产。`,
      '蓝湖五金',
    ],
    ['glued-promotion', story.replace('新引进', '新引进蓝湖app官网下载,,'), '蓝湖app官网下载,'],
    ['glued-promotion', story.replace('据介绍,', '蓝湖娱乐城据介绍,'), '蓝湖娱乐城'],
    ['pinyin', story.replace('产值', '产(chǎn)值'), '(chǎn)'],
    ['masked-phone', `${story}\n187****1028:说得真好`, '187****1028:说得真好'],
    ['comment-vote', `${story}\n2024-11-06 20:56:50 不推荐`, '2024-11-06 20:56:50 不推荐'],
    ['comment-emoji', `${story}\n你觉得猫为什么喜欢箱子?🔠`, '你觉得猫为什么喜欢箱子?🔠'],
    ['breadcrumb', `您当前的位置: 首页 > 产业\n${story}`, '您当前的位置: 首页 > 产业'],
    ['notice', `${story}\n免责声明:本文仅代表作者观点。`, '免责声明:本文仅代表作者观点。'],
    ['related-story', `${story}\n猜你喜欢\n暴雨蓝色预警发布`, '暴雨蓝色预警发布'],
    ['promotion', `${story}\n蓝湖娱乐城首存送彩金注册网址`, '蓝湖娱乐城首存送彩金注册网址'],
    ['debris', story.replace('目前', '<br/>目前'), '<br/>'],
  ])('%s', (rule, text, span) => {
    expect(asideOf(text)).toContainEqual({ rule, text: span })
  })

  test('what must stay stays, by position and not by word list', () => {
    for (const line of [
      '研究人员用蒙特卡罗方法模拟了一万次电池热失控过程,得到的概率低于千分之一。',
      '警方打掉网络赌博团伙12个,查处为博彩网站推广下载、注册、投注的公司5家。',
      '步道由体育彩票公益金资助建设,总投入860万元,覆盖社区23个。',
      '澳门上半年博彩毛收入1137.8亿澳门元,同比上升41.9%。',
      '博彩业收入占当地财政收入的比重逐年下降,旅游和会展业收入增长明显。',
      '澳门赌场上半年接待游客1672万人次,带动酒店和餐饮业收入增长。',
      '地下赌场被警方捣毁,抓获涉案人员12名,查扣赌资30万元,案件正在办理。',
      '金沙矿业有限公司年产2万吨碳酸锂项目通过环评。',
      '企业登录官网下载表格并注册后即可申报,全年受理1.2万件。',
      '一、总体要求',
      '丰水市人民政府办公室',
      '2024年3月6日',
      '坚定走全产业链开发之路!',
      '技术推广项目',
      '注册资本10亿元',
      '关闭退出矿山12家',
      '更多企业落户丰水',
      '(一)加强组织领导',
      '分享发展成果',
      '说明:本表单位为亿元,产值按现价计算。',
      '附件:重点项目清单',
    ])
      expect(asideOf(`${story}\n${line}\n${last}`), line).toEqual([])
  })

  test('a title, a co-signed agency or a source in front of the dateline is not injected', () => {
    for (const prefix of ['据', '丰水电池产业', '(编者按)', '原标题:丰水电池 ', '【产业观察】'])
      expect(asideOf(`${prefix}${story}`), prefix).toEqual([])
  })

  test('brackets that hold no pinyin stay', () => {
    const text = '某公司(CEO)的产品(GWh)达到(de)标准,产业(chan)园投产。'
    expect(asideOf(text)).toEqual([])
    expect(asideOf(`${text}增(zēng)长`).map((a) => a.text)).toEqual(['(de)', '(chan)', '(zēng)'])
  })

  test('every rule has its sentence in both languages', () => {
    const rules = Object.keys(setAsideRules) as (keyof typeof setAsideRules)[]
    expect(rules.length).toBeGreaterThan(15)
    for (const rule of rules) {
      const words = setAsideWords(rule)
      expect(words.zh).toMatch(/。$/)
      expect(words.en).toMatch(/\.$/)
      expect(wordsOfWhy(words.zh)).toEqual(words)
    }
  })
})

describe('generated pages', () => {
  const pages = 400
  const seeds = Array.from({ length: pages }, (_, i) => i + 1)
  const spansOf = (text: string) => {
    const { marks, notes } = clean(normalise(text).text)
    return [...marks, ...notes]
  }
  const worst = (m: ReturnType<typeof measure>) => JSON.stringify([...m.worst].sort((a, b) => b[1] - a[1]).slice(0, 12))

  test('noise found at least .98, body lost at most .5 %, over 400 dirty pages and every kind of dirt', () => {
    const m = measure(seeds, dirts.known, spansOf)
    expect(m.noise).toBeGreaterThan(20_000)
    expect(m.byKind.size).toBe(Object.keys(dirts.known).length)
    expect(m.found / m.noise, worst(m)).toBeGreaterThanOrEqual(0.98)
    expect(m.lost / m.body, worst(m)).toBeLessThanOrEqual(0.005)
    for (const [kind, { noise, found }] of m.byKind) expect(found / noise, kind).toBeGreaterThanOrEqual(0.9)
  })

  test('dirt the rules were not written for: more than half is found, and still no body lost', () => {
    const m = measure(seeds, dirts.unseen, spansOf)
    expect(m.noise).toBeGreaterThan(20_000)
    expect(m.found / m.noise, worst(m)).toBeGreaterThanOrEqual(0.5)
    expect(m.lost / m.body, worst(m)).toBeLessThanOrEqual(0.005)
  })

  test('at most 1 % of 400 clean pages are altered', () => {
    const altered: string[] = []
    for (const seed of seeds) {
      const marks = asideOf(cleanPage(seed).join('\n'))
      if (marks.length > 0) altered.push(JSON.stringify(marks))
    }
    expect(altered.length, altered.slice(0, 5).join('\n')).toBeLessThanOrEqual(pages / 100)
  })
})

describe('for any text and any dirt', () => {
  const piece = fc.constantFrom(
    '蓝湖',
    '产值120亿元',
    '。',
    ',',
    '\n',
    '\r\n',
    '(chǎn)',
    '187****1028',
    '回复',
    ':',
    '中新网郴州6月19日电',
    'app官网下载',
    '😀',
    '✄',
    '<br>',
    '&nbsp;',
    '\u200b',
    '来自聊城',
    '推荐',
    '?',
    '(完)',
    '《',
    '》',
    '“',
    '”',
    ' ',
    'é',
    '電池',
    '猜你喜欢',
    '　',
  )
  test('spans are inside, sorted and apart, and views lead back to the raw text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 60 }), (parts) => {
        const raw = parts.join('')
        const normal = normalise(raw)
        expect(normal.text.length).toBe(raw.length)
        const { marks, lines } = clean(normal.text)
        let at = 0
        for (const m of marks) {
          expect(m.start).toBeGreaterThanOrEqual(at)
          expect(m.end).toBeGreaterThan(m.start)
          at = m.end
        }
        expect(at).toBeLessThanOrEqual(raw.length)
        for (const line of lines) {
          const view = viewOf(normal.text, line.start, line.end, marks)
          expect(view.rawAt).toHaveLength(view.text.length + 1)
          for (let i = 0; i < view.text.length; i++) {
            const from = view.rawAt[i]!
            expect(from).toBeGreaterThanOrEqual(line.start)
            expect(from).toBeLessThan(line.end)
            if (i > 0) expect(from).toBeGreaterThan(view.rawAt[i - 1]!)
            if (raw[from] !== '&') expect(normalise(raw).text[from]).toBe(view.text[i])
            expect(marks.some((m) => m.start <= from && from < m.end)).toBe(false)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
