import { describe, expect, test } from 'vitest'
import { read } from '../read.ts'
import { normalise } from '../script.ts'
import { viewOf } from '../view.ts'
import { clean } from './clean.ts'

const asideOf = (text: string) =>
  clean(normalise(text).text).marks.map((m) => ({ rule: m.rule, text: text.slice(m.start, m.end) }))
/** What the rules read of a page, line by line. */
const readAs = (raw: string): string[] => {
  const { text, lines, aside, marks } = clean(normalise(raw).text)
  return lines.flatMap((line, i) => (aside[i] === null ? [viewOf(text, line.start, line.end, marks).text] : []))
}

const first = '丰水市新能源电池产业一季度产值达120亿元,同比增长15%,目前全市共引进电池材料项目18个,完成投资36亿元。'
const second = '据介绍,丰水市今年新引进电池材料企业12家,计划总投资超过200亿元,其中9个项目已经开工建设,年内投产5个。'
const third = '下一步,丰水市将围绕电池材料补短板,推动在建项目早日投产,力争全年电池产业产值增长两成以上,突破600亿元。'
const story = [first, second, third].join('\n')

describe('how characters are pronounced', () => {
  test.each([
    ['behind every character', '总投资58.56千(qiān)亿(yì)元(yuán),增(zēng)长15%。', '总投资58.56千亿元,增长15%。'],
    ['behind a number', '年产3(sān)万吨(dūn)碳酸锂。', '年产3万吨碳酸锂。'],
    ['in other brackets', '年产【chǎn】3万吨[dūn]碳酸锂〔lǐ〕。', '年产3万吨碳酸锂。'],
    ['with the space that came with it', '总投资58.56亿(yì) 元(yuán) 左右,增(zēng) 长。', '总投资58.56亿元左右,增长。'],
    ['without brackets', '年产chǎn3万吨dūn碳酸锂lǐ。', '年产3万吨碳酸锂。'],
    ['in bopomofo', '年產(ㄔㄢˇ)3萬噸(ㄉㄨㄣ)碳酸鋰。', '年产3万吨碳酸锂。'],
    ['with a bracket lost', '产(chǎn)业(yè)链(liàn)项目开?jiān)工,总投(tóu)资5亿元。', '产业链项目开工,总投资5亿元。'],
  ])('%s', (_, written, meant) => {
    expect(readAs(written)).toEqual([meant])
  })

  test('is not what other words between Chinese characters are', () => {
    for (const text of [
      '在咖啡馆café里签约。',
      '公司CEO介绍说,GWh级产线投产。',
      '(附件)见下表(a)和(b)。',
      '速度达到5km(公里)。',
    ])
      expect(asideOf(text), text).toEqual([])
  })
})

describe('marks and look-alikes', () => {
  test('commas put in front of other marks all over a page are skipped, a slip of the author is not', () => {
    const dirty = '1至11月,,工业增长14.7%,,居全省首位,;用电量增长23.4%,,居全省首位,。铜材料,、不锈钢,都在增长,。'
    expect(readAs(dirty)).toEqual([
      '1至11月,工业增长14.7%,居全省首位;用电量增长23.4%,居全省首位。铜材料、不锈钢,都在增长。',
    ])
    expect(asideOf(`${story}\n工业增长14.7%,,居全省首位。`)).toEqual([])
  })

  test.each([
    ['蕞新数据显示,丰水产值蕞高。', '最新数据显示,丰水产值最高。'],
    ['请加薇信咨询,2O24年5月6曰发布。', '请加微信咨询,2024年5月6日发布。'],
    ['囯家级园区岀台新政,苐一批巳经到账。', '国家级园区出台新政,第一批已经到账。'],
    ['总产能1l0万吨,投资3O亿元。', '总产能110万吨,投资30亿元。'],
    ['⻋间⾥⼀⽚忙碌。', '车间里一片忙碌。'],
    ['产\u200b值\u00ad达５\ufeff０\u2060０亿元，增长\u202a１５％\u202c。', '产值达500亿元,增长15%。'],
  ])('%s', (written, meant) => {
    expect(readAs(written)).toEqual([meant])
  })

  test('what is meant as written stays', () => {
    for (const text of [
      '蕞尔小国也有大产业。',
      '紫薇信息科技公司采薇博物馆开馆。',
      '子曰:学而时习之。',
      '生成H2O2和CO2,用去5O型接头。',
      '丰水已巳年间建县。',
    ])
      expect(readAs(text), text).toEqual([text])
  })

  test('a look-alike is said and not cut: the quote shows the page', () => {
    const reading = read(
      new TextEncoder().encode(`${story}\n丰水市2O24年产值达500亿元,同比增长20%,创下历年蕞高水平,位居全省第2位。`),
    )
    expect(reading.setAside.filter((s) => s.reason === 'annotation').map((s) => s.text)).toEqual(['O', '蕞'])
    const claim = reading.claims.find((c) => c.value === 5e10)!
    expect(claim.quote).toBe(reading.raw.slice(claim.start, claim.end))
  })
})

describe('code left in a text', () => {
  test.each([
    ['<p style="text-indent:2em', `<p style="text-indent:2em\n${first}`],
    ['</span>', first.replace('目前', '</span>目前')],
    ['var bdshare = {"a":1};', `${first}\nvar bdshare = {"a":1};\n${second}`],
    ['document.write("<script>");', `${first}\ndocument.write("<script>");\n${second}`],
    ['{{title}}', first.replace('目前', '{{title}}目前')],
    ['.box p{margin:0;color:#333}', `${first}\n.box p{margin:0;color:#333}\n${second}`],
    ['& & & &&', `& & & &&${first}`],
    ['????', `????${first}`],
  ])('%s', (code, text) => {
    const { marks } = clean(text)
    const at = text.indexOf(code)
    const set = new Set(marks.flatMap((m) => Array.from({ length: m.end - m.start }, (_, i) => m.start + i)))
    for (let i = at; i < at + code.length; i++) expect(set.has(i) || text[i] === ' ', text.slice(i)).toBe(true)
    expect(readAs(text).join('')).toContain('丰水市新能源电池产业一季度产值达120亿元')
  })

  test('is not a formula, a set, a comparison or an English sentence', () => {
    for (const text of [
      '产值={上年产值}×(1+15%),其中产值<500亿元的企业不计。',
      'Import growth (2024) rose to 20%; exports fell.',
      '条件:研发投入>3%;员工人数<300人;营业收入=主营收入+其他收入。',
      '真的吗??他又问了一遍。',
      'A&B公司与R&D中心签约。',
    ])
      expect(asideOf(`${story}\n${text}`), text).toEqual([])
  })
})

describe('copies and other stories', () => {
  test('the second of two equal paragraphs is a copy; paragraphs that differ in one figure are not', () => {
    expect(asideOf(`${story}\n${first}`)).toEqual([{ rule: 'repeated', text: first }])
    expect(asideOf(`${story}\n${first.replace('120', '12.0')}`)).toEqual([])
    expect(asideOf(`${story}\n${first.replace('120', '121')}`)).toEqual([])
  })

  test('a summary below, cut out of its paragraph, is a copy; above the story it is read', () => {
    const cut = `摘要:${first.slice(0, 40)}...`
    expect(asideOf(`${story}\n${cut}`)).toEqual([{ rule: 'cut-summary', text: cut }])
    expect(asideOf(`${cut}\n${story}`)).toEqual([])
  })

  const other = [
    '全市合唱比赛圆满落幕',
    '来源:邻市晚报 2023-06-20 09:12',
    '邻市晚报6月20日讯(记者 钱一)昨天晚上,全市合唱比赛在文化馆落下帷幕,来自机关、学校、企业的26支队伍登台演唱,现场座无虚席。',
    '评委会主任说,今年参赛人数创下新高,明年将增设少儿组和老年组。',
  ]
  test('an article that follows with headline, source and dateline is set aside; the first one is its page', () => {
    const page = ['丰水电池产业一季度增长15%', '来源:示范新闻网 2024-05-06', ...story.split('\n')]
    expect(asideOf([...page, ...other].join('\n'))).toEqual(other.map((text) => ({ rule: 'other-story', text })))
  })

  test('the article the title belongs to stays, wherever it stands', () => {
    const page = ['全市合唱比赛在文化馆落幕', '导航', ...story.split('\n'), ...other]
    const aside = asideOf(page.join('\n')).map((a) => a.text)
    for (const line of story.split('\n')) expect(aside).toContain(line)
    for (const line of other) expect(aside).not.toContain(line)
  })

  test('subheads, attachments, a digest and a source under a table are no other story', () => {
    for (const page of [
      ['丰水产业观察', first, second, '补短板,向“链”发力', third],
      ['丰水产业观察', first, second, '表1 主要指标完成情况统计', '数据来源:丰水市统计局', third],
      [
        '丰水一周产业要闻汇总',
        '电池项目开工',
        '2024-05-06 来源:甲报',
        first,
        second,
        '材料项目签约落户',
        '2024-05-07 来源:乙报',
        third,
      ],
      ['关于印发若干措施的通知', first, second, '附件:若干措施的具体内容', '2024年5月6日', third],
    ])
      expect(asideOf(page.join('\n')), page[3]).toEqual([])
  })
})

describe('what is put into sentences', () => {
  test.each([
    ['bracketed-bait', first.replace('目前全市', '目前《看彩票软件哪个好》全市'), '《看彩票软件哪个好》'],
    ['bracketed-bait', first.replace('目前全市', '目前*365体育_体育彩票投注*官网@全市'), '*365体育_体育彩票投注*官网@'],
    ['glued-promotion', second.replace('计划总投资', '计划abc体育app官网总投资'), 'abc体育app官网'],
  ])('%s', (rule, line, span) => {
    expect(asideOf(`${third}\n${line}`)).toContainEqual({ rule, text: span })
  })

  test('a promotional name in front of the dateline and wherever else it was put', () => {
    const spam = '贝乐bb平台体育'
    const page = [`${spam}中新网丰水5月6日电(王一鸣)${first}`, second.replace('其中9个', `${spam}其中9个`), third]
    expect(asideOf(page.join('\n'))).toEqual([
      { rule: 'before-dateline', text: spam },
      { rule: 'glued-name', text: spam },
    ])
  })

  test('marks against copying behind paragraphs', () => {
    const marked = [first, second].map((line) => `${line}x7M示范通讯社`)
    expect(asideOf(marked.join('\n'))).toEqual([
      { rule: 'copy-mark', text: 'x7M示范通讯社' },
      { rule: 'copy-mark', text: 'x7M示范通讯社' },
    ])
  })
})

describe('what a site prints around a story', () => {
  test('links of a hacked page, stuffed titles, menus above and below, headlines without a heading', () => {
    const page = [
      '免费在线观看高清视频_国产精品资源_亚洲影院最新地址_中文字幕完整版',
      '今日热点播报',
      '2026年03月04日',
      '丰水电池产业一季度增长15%',
      '来源:示范新闻网 2024-05-06 10:20',
      story,
      '责任编辑:王一鸣',
      '今日热点播报',
      '冰雪大世界迎来首批游客',
      '标签:电池,产业',
      '甲市|乙县|丙县|丁区|戊市|己县|庚市|辛县|壬县|癸市|子县|丑市',
    ]
    expect(readAs(page.join('\n'))).toEqual([
      '丰水电池产业一季度增长15%',
      '来源:示范新闻网 2024-05-06 10:20',
      ...story.split('\n'),
      '责任编辑:王一鸣',
    ])
    // The day of the visit on top is not the day of the story.
    expect(read(new TextEncoder().encode(page.join('\n'))).document.published).toBe('2024-05-06')
  })

  test('the end of a paper stays: attachments, signature, day, whom to call', () => {
    const end = [
      '附件:重点项目清单',
      '丰水市人民政府办公室',
      '2024年3月6日',
      '联系电话:0735-2345678',
      '地址:丰水市政务服务中心3楼',
      '附件2.申报表',
    ]
    expect(asideOf([story, ...end].join('\n'))).toEqual([])
    expect(asideOf([story, '编辑:王一鸣', ...end].join('\n'))).toEqual([])
  })
})

describe('what must not be touched', () => {
  test.each([
    ['methods', '研究人员用蒙特卡罗方法估算储量,蒙特卡洛模拟一万次后给出区间,误差不超过百分之三。'],
    ['methods', '模型采用蒙特卡罗抽样,对电价、产量和折现率同时扰动,得到内部收益率的分布。'],
    ['fighting gambling', '检察机关起诉开设赌场犯罪嫌疑人36名,涉案赌博网站、棋牌平台12个全部关停。'],
    ['fighting gambling', '民警走进工业园区宣传反赌,提醒员工不要下载注册来历不明的博彩软件。'],
    ['lottery funds', '县里用体育彩票公益金建成健身步道26公里,用福利彩票公益金资助养老院9所。'],
    ['lottery funds', '今年体育彩票销售额12.6亿元,筹集公益金3.1亿元,用于全民健身。'],
    ['Macau', '澳门特区政府公布,博彩业收入占财政收入的比重由八成降至六成,会展旅游收入增长明显。'],
    ['Macau', '统计显示,贵宾百家乐收入占幸运博彩毛收入的比重继续下降,中场收入上升。'],
    ['firms', '金沙矿业有限公司与葡京酒店管理公司在丰水签约,皇冠新材料公司同日落户。'],
    ['firms', '永利电子科技公司年产值突破8亿元,威尼斯水城项目完成投资3亿元。'],
    ['pharmacy', '医药制造业产值突破百亿元,减肥药、降糖药订单饱满,新药获批上市6个。'],
    ['pharmacy', '公司的壮骨颗粒、皮肤科外用药进入国家医保目录,全年销售收入9.8亿元。'],
    ['real estate', '上半年商品房销售面积186万平方米,别墅均价每平方米1.2万元,首付比例降至两成。'],
    ['real estate', '安置房一期1280套全部封顶,精装修交付,均价每平方米5600元,免费提供车位。'],
    ['tourism', '景区推出门票五折、住宿八折优惠,扫码即可领取消费券,三天接待游客12万人次。'],
    ['tourism', '来丰水,看万亩油菜花,泡一池好温泉,全市文旅系统诚邀八方来客。'],
    ['slogans', '展台前的标语写着“扫码领优惠,注册送好礼”,吸引了2300名市民登记。'],
    ['slogans', '他说:“立即行动、马上就办,是我们对企业的承诺。”'],
    ['places', '彩票村如今改名彩湖村,博彩乡所在的博彩县去年产值突破200亿元。'],
    ['comments', '报道发布后收到网友评论3600条,点赞12万次,其中九成留言支持建设新园区。'],
    ['comments', '有网友回复说,希望把评论区里提到的停车难问题一并解决,管委会随后作了答复。'],
    ['phones', '咨询电话:0735-2345678,受理时间为工作日9:00至17:00。'],
    ['phones', '联系人:王一鸣,联系电话:0735-2345678'],
    ['questions', '怎样才算链主企业?'],
    ['questions', '补贴标准是多少?什么时候到账?'],
    ['emoji', '游客竖起大拇指👍,连说“来对了😀”,当天接待量突破3万人次。'],
    ['shops', '电商平台注册用户突破80万,官网、小程序、APP三端日均下单1.2万笔。'],
    ['services', '企业登录政务服务平台官网,下载模板、注册账号后即可在线申报。'],
    ['games', '电竞产业园引进游戏企业36家,赛事直播带动在线消费2.3亿元。'],
    ['numbers', '2024年5月6日'],
  ])('%s: %s', (_, line) => {
    expect(asideOf(`${first}\n${second}\n${line}\n${third}`)).toEqual([])
  })
})

describe('every stage is linear', () => {
  const bombs: Record<string, (n: number) => string> = {
    'comment lines': (n) => '187****1028 回复 184****1281:你好吗?😀来自聊城\n'.repeat(n / 33),
    'open tags': (n) => '<div style="'.repeat(n / 12),
    'open braces': (n) => 'a{b:c;'.repeat(n / 6),
    'open functions': (n) => 'function a( '.repeat(n / 12),
    assignments: (n) => 'var a = '.repeat(n / 8),
    ampersands: (n) => '& '.repeat(n / 2),
    'open readings': (n) => '产(chǎn'.repeat(n / 6),
    'bare readings': (n) => 'chǎn业'.repeat(n / 5),
    letters: (n) => `产${'ā'.repeat(n)}`,
    'open titles': (n) => '《看彩票软件下载'.repeat(n / 8),
    stars: (n) => '*体育'.repeat(n / 3),
    bars: (n) => '甲|'.repeat(n / 2),
    digits: (n) => '2O'.repeat(n / 2),
    'equal paragraphs': (n) => `${first}\n`.repeat(n / first.length),
    'equal beginnings': (n) => Array.from({ length: n / 60 }, (_, i) => `${first.slice(0, 50)}第${i}个。`).join('\n'),
    stories: (n) => `${'全市合唱比赛圆满落幕了\n来源:邻市晚报 2023-06-20\n'}${first}\n${second}\n`.repeat(n / 160),
    'one line': (n) => '产业'.repeat(n / 2),
    commas: (n) => ','.repeat(n),
    questions: (n) => '?'.repeat(n),
  }
  test.each(Object.keys(bombs))('%s: four times the text takes far less than sixteen times the time', (name) => {
    const time = (n: number): number => {
      const text = normalise(bombs[name]!(n)).text
      let best = Infinity
      for (let k = 0; k < 3; k++) {
        const before = process.cpuUsage().user
        clean(text)
        best = Math.min(best, (process.cpuUsage().user - before) / 1000)
      }
      return best
    }
    time(10_000)
    const small = time(60_000)
    const large = time(240_000)
    expect(large / Math.max(small, 30)).toBeLessThan(10)
  })

  test('a line of a million characters and a hundred thousand comments come back', () => {
    const before = process.cpuUsage().user
    clean(`${first}${'产业'.repeat(500_000)}`)
    clean('187****1028:你好吗?😀来自聊城\n'.repeat(100_000))
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(30_000)
  })
})
