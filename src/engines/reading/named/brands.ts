import type { PlaceMention } from '../../../base/region.ts'
import { endsIn, inside, startingIn } from './mentions.ts'
import { stops } from './organisation-words.ts'
import { nameStart } from './organisations.ts'
import { surnames } from './surnames.ts'

/** A firm called by its brand, with what in the page shows that it is one. */
export interface Brand {
  name: string
  confidence: number
}

/** Firms and groups that pages of this field call by brand alone, because every reader knows them. */
const wellKnown = new Set(
  (
    '宁德时代 比亚迪 国轩高科 亿纬锂能 中创新航 蜂巢能源 欣旺达 孚能科技 瑞浦兰钧 远景动力 弗迪电池 弗迪实业 天齐锂业 赣锋锂业 华友钴业 格林美 邦普循环 当升科技 容百科技 德方纳米 湖南裕能 贝特瑞 璞泰来 杉杉股份 恩捷股份 星源材质 天赐材料 新宙邦 多氟多 ' +
    '盐湖股份 紫金矿业 洛阳钼业 中伟股份 万华化学 隆基绿能 通威股份 晶科能源 天合光能 晶澳科技 阳光电源 TCL中环 协鑫集团 金风科技 特变电工 先导智能 ' +
    '华为 小米 特斯拉 大众汽车 宝马 奔驰 丰田 本田 松下 巴斯夫 LG新能源 三星SDI SKOn 博世 西门子 陶氏 杜邦 埃克森美孚 壳牌 空客 波音 ' +
    '上汽集团 一汽集团 东风汽车 长安汽车 广汽集团 吉利汽车 奇瑞汽车 长城汽车 江淮汽车 北汽集团 蔚来 理想汽车 小鹏汽车 赛力斯 ' +
    '京东方 TCL华星 三一重工 中联重科 徐工集团 海尔 格力电器 美的集团 海信 富士康 立讯精密 中芯国际 长江存储 中国一重 中国商飞 中国兵器 中国航天科工 万向集团 恒力集团 荣盛石化 浙江石化 潍柴动力 玉柴 宇通客车 福耀玻璃 ' +
    '中国石油 中国石化 中国海油 国家电网 南方电网 国家能源集团 中国华能 中国大唐 中国华电 国家电投 三峡集团 中国五矿 中国中车 中国宝武 中国铝业 中国移动 中国电信 中国联通 中国建材 中粮集团 中国电建 中国能建 中核集团 中广核'
  ).split(' '),
)
const knownFirst = new Set([...wellKnown].map((name) => name.slice(0, 2)))

const notFirm =
  /^(?:双方|三方|四方|各方|我市|我县|我区|我省|全市|全县|该[一-鿿]*|本[一-鿿]*|公司|企业|集团|园区|项目|产业|政府|校企|政企|银企|[一-鿿]{1,4}(?:会议|活动|仪式|大会|签约|合作|协议|项目|产业|企业|行业|市场|部门|领导|专家|嘉宾|代表|上午|下午|当天|现场))$|(?:市|县|省|政府|委员会|局|部|厅|管委会|大学|学院|研究院|日报|记者|开发区|园区|产业园|高新区|经开区|新区|乡|镇|村|街道|学校|医院|先生|女士|领域|方面|板块|赛道|龙头|巨头|产业链|创始人|总裁|经理|品牌|方面|市场)$|^(?:新能源|新材料|集团.*)$|^(?:中国|全国|国家|国内|国外|海外|境外|本土)[一-鿿]{2}$|^(?:其|此|这|那|他|她|它|有|无|不|未|已|再|又|还|被|让|据|因|但|而|且|并|若|如|当|等|某|多|数|两|近|约|超|第|首|今|昨|明|去|前|后|上|下|每|各|截|到|从|在|于)/
const clean = /^[一-鿿A-Za-z0-9·&-]{2,10}$/

/** Words no name of a firm holds: one of them inside means that a sentence was cut, not a name. */
const spoken =
  /[的了着过被把将让给]|表示|介绍|宣布|进行|实现|推进|加快|建设(?!集团)|发展(?!集团|控股)|参加|出席|包括|以及|其中|相关|多家|众多|一批|签约|合作|项目|同比|增长|目前|生产(?!力)|研发|主要|重点/

/** Words of rank that stand between a firm and its officer: 紫光某某高级副总裁. */
const rank = /(?:高级|资深|执行|联席|常务|首席|全球|中国区|大中华区|创始人兼|联合创始人兼|兼)+$/

const good = (name: string): boolean =>
  clean.test(name) && !notFirm.test(name) && !spoken.test(name) && /[一-鿿A-Z]/.test(name) && !/^\d/.test(name)

const trade =
  '(?:科技|股份|集团|控股|能源|新能源|新能|新材料|新材|材料|锂业|锂电|锂能|矿业|钴业|铜业|铝业|镍业|钨业|钛业|稀土|化工|化学|石化|电子|电气|电器|动力|电池|汽车|重工|重装|精工|智能|机械|装备|实业|时代|医疗|医药|药业|生物|制药|光电|光伏|半导体|微电子|氢能|储能|环保|循环|钢铁|金属|特钢|建材|水泥|纸业|食品|乳业|酒业|纺织|通信|信息|软件|数据|航空|航天|物流|国际|投资|资本|证券|电力|电源|高科|创新|技术|循环|塑业|玻璃|磁材|电缆|铝材|铜箔|隔膜|钢构)'
const tradeEnd = new RegExp(`${trade}$`)

const stockCode =
  /\((?:(?:股票|证券)代码[::]?|股票简称[::][一-鿿]{2,6},)?(?:[036489]\d{5}|0\d{4}(?=[.·]HK)|[A-Z]{1,5}(?=[.·](?:N|O|US)))(?:[.·](?:SH|SZ|HK|BJ|O|N|US))?(?:[,、,][\dA-Z.]{4,12})?\)/g
const announced =
  /(?:(?:\d{1,2}月)?\d{1,2}日)?(?:晚间?|盘后|早间|午间)?(?:发布)?(?:公告(?:称|披露|显示|,)|发布公告|在互动平台)/g
const headed =
  /(?:董事长|副董事长|总经理|副总经理|总裁|副总裁|董事局主席|首席执行官|首席技术官|首席科学家|创始人|董秘)/g
const firmRowEnd =
  /(?:等(?:\d{1,3}|[一二三四五六七八九十两多数几]{1,3})?(?:余|多)?(?:家|个|户)?|(?<!\d)(?:\d{1,3}|[二三四五六七八九十两]{1,3})家)[一-鿿]{0,10}?(?:企业|公司|厂商|车企|药企|龙头)/g
const child =
  /(?:全资|控股|参股)?子公司|旗下(?!品牌|业务|产品|拥有|的)(?:公司)?|收购(?:了)?|入股|参股(?!公司)|控股股东(?:为|是)?/g

/** Where the words before `end` that may be a name begin: after the last stop word or mark, at most ten units back. */
const leftOf = (text: string, end: number): string => text.slice(nameStart(text, end, end, 12, 'company'), end)

const rightOfPlace = /^([一-鿿]{2,4}?)(?=拥有|的|[,。、(]|后|以|将|持|\d|股权|加工|生产|签|与|和|在|于|拟)/

/** The name that begins at `at` after 子公司 or 收购: up to a trade word, else up to a verb or a mark. */
const rightOf = (text: string, at: number): string | null => {
  const ahead = text.slice(at, at + 12)
  const named = new RegExp(`^([一-鿿A-Za-z]{2,8}?${trade}(?:${trade})?)`).exec(ahead)
  return named ? named[1]! : null
}

/**
 * The firms that a page calls by brand alone, each with the evidence that it is one: a stock code behind it, an officer of a
 * company behind it, a notice it published, a row closed by 等企业, a parent or an owner beside it, or that every reader knows it.
 * `texts` are the passages with their places; a name shown once counts everywhere on the page.
 */
export const findBrands = (texts: readonly { text: string; places: readonly PlaceMention[] }[]): Map<string, Brand> => {
  const brands = new Map<string, Brand>()
  const add = (raw: string, confidence: number) => {
    const name = raw.trim()
    const known = brands.get(name)
    if (known) known.confidence = Math.min(0.9, Math.round(100 * Math.max(known.confidence, confidence) + 4) / 100)
    else if (good(name)) brands.set(name, { name, confidence })
  }
  for (const { text, places } of texts) {
    if (text.includes('(')) for (const match of text.matchAll(stockCode)) add(leftOf(text, match.index), 0.88)
    if (text.includes('公告') || text.includes('互动平台'))
      for (const match of text.matchAll(announced)) {
        const name = leftOf(text, match.index)
        if (name.length >= 3 && /^$|[,。;:(“”\s日间]/.test(text[match.index - name.length - 1] ?? '')) add(name, 0.78)
      }
    for (const match of text.matchAll(headed)) {
      const after = text.slice(match.index + match[0].length, match.index + match[0].length + 1)
      if (!surnames.has(after)) continue
      const name = leftOf(text, match.index).replace(rank, '')
      const isPlace = endsIn(places, match.index)
      if (name.length >= 3 && !isPlace && !/(?:党委|书记|公司|集团|会|院|部|中心|局)$/.test(name)) add(name, 0.8)
    }
    for (const match of text.matchAll(firmRowEnd)) {
      const from = rowStart(text, match.index)
      const row = text.slice(from, match.index)
      if (!row.includes('、')) continue
      const items = row.split(/[、]|(?<=[^一-鿿]|[一-鿿]{3})(?:和|与|以及)(?=[一-鿿]{3})/)
      if (items.length < 2) continue
      const lead = nameStart(items[0]!, items[0]!.length, items[0]!.length, 12, 'company')
      // 引来上海安能: a verb of two characters before a place is no part of the name.
      const inner = inside(places, from + lead + 1, from + items[0]!.length).find(
        (p) => p.kind === 'region' && p.start <= from + lead + 2,
      )
      items[0] = items[0]!.slice(inner && inner.end < from + items[0]!.length ? inner.start - from : lead)
      const fit = items.filter((item) => good(item) && item.length <= 9)
      // Rows of trades (化工、冶金等企业) name no firm: some must look like one by trade word or by place.
      const shaped = fit.filter(
        (item) => tradeEnd.test(item) && item.length >= 4 && !new RegExp(`^${trade}+$`).test(item),
      )
      const placed = fit.filter((item) =>
        inside(places, from, match.index).some(
          (p) => text.startsWith(item, p.start) && item.length > p.end - p.start + 1,
        ),
      )
      const sure = new Set([...shaped, ...placed, ...fit.filter((item) => wellKnown.has(item) || brands.has(item))])
      if (fit.length < items.length * 0.6 || sure.size < Math.max(1, fit.length * 0.4)) continue
      for (const item of fit) if (sure.has(item) || item.length >= 3) add(item, sure.has(item) ? 0.78 : 0.7)
    }
    for (const place of places)
      if (place.kind === 'region' && /^(?:生产)?(?:基地|工厂)/.test(text.slice(place.end, place.end + 4))) {
        const name = leftOf(text, place.start)
        if (name.length >= 3 && name.length <= 6 && /^[,。;:“\s]?$/.test(text[place.start - name.length - 1] ?? ''))
          add(name, 0.74)
      }
    for (const match of text.matchAll(child)) {
      const at = match.index + match[0].length
      const place = startingIn(places, at)
      // 收购贵州新仁: a place and a brand, up to a verb, a mark or a share.
      const placed = place && rightOfPlace.exec(text.slice(place.end, place.end + 8))
      const name = rightOf(text, at) ?? (placed ? text.slice(at, place!.end) + placed[1]! : null)
      if (name && name.length >= 4) add(name, 0.74)
    }
    for (let i = 0; i + 1 < text.length; i++) {
      if (!knownFirst.has(text.slice(i, i + 2))) continue
      for (let n = 7; n >= 2; n--) {
        const name = text.slice(i, i + n)
        if (!wellKnown.has(name)) continue
        // 理想汽车 in 理想的汽车 is no match; 华为 in 华为数 would be a verb, so short names want a boundary.
        if (n === 2 && /[一-鿿]/.test(text[i - 1] ?? ' ') && !stops.has(text[i - 1]!) && text[i - 1] !== '和') continue
        if (!brands.has(name)) brands.set(name, { name, confidence: 0.85 })
        break
      }
    }
  }
  return brands
}

/** Where the clause of a row of names begins, at most 140 units back. */
const rowStart = (text: string, end: number): number => {
  for (let i = end - 1; i >= 0 && end - i <= 140; i--) if ('。;:!?,\n'.includes(text[i]!)) return i + 1
  return Math.max(0, end - 140)
}

/** A definition behind a full name: (以下简称“某某”), (简称某某), (“某某”). */
const definition =
  /^\((?:以下|下文|下)?(?:简称|统称|称)?(?:为|[::])?[“"《]?([一-鿿A-Za-z0-9]{2,10})[”"》]?(?:或“[^“”]{1,8}”)?\)/

/** The short form that stands defined in brackets right behind a full name ending at `end`, or null. */
export const definedAt = (text: string, end: number): string | null => {
  if (text[end] !== '(') return null
  const match = definition.exec(text.slice(end, end + 26))
  if (!match || (!/称/.test(match[0]) && !/[“"]/.test(match[0]))) return null
  return match[1]!
}
