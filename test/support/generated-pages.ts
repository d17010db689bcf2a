/** A small generator of numbers, the same on every run. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return {
    next,
    below,
    pick: <T>(list: readonly T[]): T => list[below(list.length)]!,
    chance: (p: number) => next() < p,
  }
}
export type Random = ReturnType<typeof randomFrom>

const cities = [
  '宜宾',
  '滁州',
  '常州',
  '宁德',
  '遂宁',
  '新余',
  '荆门',
  '洛阳',
  '襄阳',
  '湖州',
  '柳州',
  '赣州',
  '衢州',
  '合肥',
  '郴州',
  '永州',
  '岳阳',
  '自贡',
  '曲靖',
  '枣庄',
  '龙岩',
  '肇庆',
  '盐城',
  '江门',
]
const trades = [
  '动力电池',
  '新能源汽车',
  '光伏',
  '储能',
  '有色金属',
  '新型显示',
  '生物医药',
  '轨道交通',
  '特色食品',
  '纺织服装',
  '氟化工',
  '先进陶瓷',
]
const surnames = '李王张刘陈杨赵黄周吴徐孙马朱胡'.split('')
const given = '建国 志强 丽华 文博 晓东 海燕 永福 春生 立新 国栋 玉兰 思远'.split(' ')
const brands = [
  '远航',
  '华泽',
  '鼎盛',
  '天元',
  '恒信',
  '宏图',
  '瑞丰',
  '中科',
  '新锐',
  '金沙',
  '瑞博',
  '联创',
  '博远',
  '启明',
]

const number = (r: Random, max: number) =>
  r.chance(0.4) ? (r.next() * max).toFixed(r.below(3)) : String(1 + r.below(max))
const person = (r: Random) => r.pick(surnames) + r.pick(given)
const company = (r: Random, city: string) =>
  `${city}${r.pick(brands)}${r.pick(['新能源科技', '新材料', '电子', '矿业', '装备制造', '体育用品'])}有限公司`

const sentence = (r: Random, city: string, trade: string): string => {
  const year = 2019 + r.below(7)
  return r.pick([
    () => `${year}年,${city}市${trade}产业产值达${number(r, 2000)}亿元,同比增长${number(r, 60)}%。`,
    () => `目前,全市共有规模以上${trade}企业${1 + r.below(300)}家,从业人员${number(r, 20)}万人。`,
    () => `${company(r, city)}负责人${person(r)}表示,公司将继续加大研发投入,力争三年内产能达到${number(r, 50)}万吨。`,
    () =>
      `据介绍,该项目总投资${number(r, 300)}亿元,其中一期投资${number(r, 90)}亿元,预计${year + 1}年${1 + r.below(12)}月建成投产。`,
    () => `近年来,${city}市围绕${trade}全产业链,坚持招大引强与培优育强并举,一批补链强链项目相继落地。`,
    () => `“这里的营商环境很好,审批只用了${1 + r.below(30)}天。”${company(r, city)}总经理${person(r)}说。`,
    () => `会议强调,要压实责任、倒排工期,确保重点项目按期投产;要做好用地、用能和融资保障,为企业排忧解难。`,
    () =>
      `下一步,${city}市将出台《${city}市${trade}产业高质量发展行动方案(${year}—${year + 3}年)》,从${3 + r.below(10)}个方面支持企业发展。`,
    () =>
      `为什么企业愿意来?答案写在产业链里:上下游配套半径不超过${10 + r.below(90)}公里,物流成本下降${number(r, 30)}%。`,
    () => `截至${1 + r.below(12)}月底,累计完成投资${number(r, 500)}亿元,占年度计划的${number(r, 100)}%。`,
    () => `当地还设立了总规模${number(r, 100)}亿元的产业引导基金,已投项目${1 + r.below(60)}个。`,
    () => `在生产车间,机械臂正有序作业,平均每${1 + r.below(90)}秒就有一件产品下线。`,
  ])()
}

const traps = [
  '研究团队用蒙特卡罗方法对电池热失控进行了一万次模拟,结果表明概率低于千分之一。',
  '市公安局通报,全市共打掉网络赌博团伙12个,涉案资金3.2亿元,查处为博彩网站推广引流的公司5家。',
  '本次健身步道由体育彩票公益金资助建设,总投入860万元,覆盖社区23个。',
  '澳门统计暨普查局公布,上半年澳门博彩毛收入1137.8亿澳门元,同比上升41.9%,入境旅客1672万人次。',
  '金沙矿业有限公司年产2万吨碳酸锂项目通过环评,计划投资18亿元。',
  '该平台官网提供下载服务,注册企业可登录系统申报,全年受理1.2万件。',
  '体育产业园引进体育器材企业36家,产值突破50亿元。',
  '客服中心24小时在线,全年服务热线接听12.6万次,办结率99%。',
  '网友评论说,家门口的就业岗位多了,一年新增2300个。',
  '开发区管委会回复称,将在30个工作日内完成全部手续。',
]

/** A page of made-up news or official text without any dirt; every line of it belongs to it. */
export const cleanPage = (seed: number): string[] => {
  const r = randomFrom(seed * 7919 + 17)
  const city = r.pick(cities)
  const trade = r.pick(trades)
  const lines: string[] = []
  const kind = r.below(4)
  if (r.chance(0.8))
    lines.push(
      r.pick([
        `${city}:${trade}产业跑出加速度`,
        `${city}市推动${trade}产业高质量发展观察`,
        `${trade}“链”动${city}`,
        `${city}市${trade}产业座谈会召开`,
      ]),
    )
  if (r.chance(0.5))
    lines.push(
      `来源:示范新闻网 ${2020 + r.below(6)}-0${1 + r.below(9)}-1${r.below(10)} 1${r.below(10)}:2${r.below(10)}`,
    )
  const paragraphs = 4 + r.below(6)
  for (let p = 0; p < paragraphs; p++) {
    let text = ''
    const count = 2 + r.below(3)
    for (let s = 0; s < count; s++) text += sentence(r, city, trade)
    if (p === 0 && kind !== 1)
      text = `${r.pick(['中新网', '新华社', '人民网', '示范日报'])}${city}${1 + r.below(12)}月${1 + r.below(28)}日电(${r.chance(0.5) ? '记者 ' : ''}${person(r)})${text}`
    if (kind === 1 && r.chance(0.5))
      lines.push(
        `${'一二三四五六七八九十'[p]}、${r.pick(['总体要求', '主要目标', '重点任务', '保障措施', '组织实施'])}`,
      )
    if (kind === 2 && r.chance(0.3))
      lines.push(
        r.pick(['产业集聚,向“新”而行', '补短板,向“链”发力', '优服务,向“实”而为', `▲${city}一家企业的生产车间。`]),
      )
    if (r.chance(0.18)) text += r.pick(traps)
    lines.push(text)
  }
  if (r.chance(0.2)) lines.push(r.pick(traps))
  if (kind === 0) lines[lines.length - 1] += '(完)'
  if (kind === 1) lines.push(`${city}市人民政府办公室`, `202${r.below(6)}年${1 + r.below(12)}月${1 + r.below(28)}日`)
  return lines
}

const phone = (r: Random) => `1${3 + r.below(7)}${r.below(10)}****${1000 + r.below(9000)}`
const user = (r: Random) =>
  r.pick([
    () => `${r.below(99)}${r.pick(cities)}${r.pick(['m', 'md', 'uz', 'abc', '911'])}`,
    () => `${r.pick(cities)}${r.pick(['uz', 'kk8', 'x'])}`,
    () => phone(r),
  ])()
const remark = (r: Random) =>
  r.pick([
    '如何评价昨晚的足球比赛?',
    '你认为哪部电影最值得看?',
    '为什么猫喜欢睡在纸箱里?',
    '世界上最高的山真的是它吗?',
    '如果能回到十年前,你最想对自己说什么?',
    '官方回应了吗,这种行为是否违法?',
    '按最下面的历史版本',
    '怎么看待年轻人喜欢喝奶茶?',
    '读完这本书你有什么感受?',
  ])
const emoji = (r: Random) => String.fromCodePoint(0x1f500 + r.below(60)).repeat(1 + r.below(2))

const commentLine = (r: Random): string =>
  r.pick([
    () => `${phone(r)} 回复 ${phone(r)}:${remark(r)}${emoji(r)}来自${r.pick(cities)}`,
    () => `${phone(r)}:${remark(r)}${emoji(r)}来自${r.pick(cities)}`,
    () => `${remark(r)}${emoji(r)}`,
    () =>
      `202${r.below(5)}-0${1 + r.below(9)}-1${r.below(10)} 0${r.below(10)}:2${r.below(10)}:1${r.below(10)} ${r.pick(['推荐', '不推荐'])}`,
    () => user(r),
    () => `${user(r)}:${remark(r)}${emoji(r)}`,
    () =>
      `${r.pick(['永久VIP', '热心网友', '老用户'])} 回复 ${r.below(999)}${emoji(r)}:${remark(r)}来自${r.pick(cities)}`,
  ])()

const junk = (r: Random) =>
  r.pick(['金樽', '德信', '蒙特', '皇冠', '永利', '华体', '九游', '星空', '大发', '万豪', '宏达', '百乐']) +
  r.pick(['娱乐城', '体育器材', '赌场', '棋牌', '五金批发', '窗帘', '足球', '电竞', '搬家', '瓷砖'])

const chromeLines = [
  '@联系我们',
  '-应用内反馈:「我」-「右上角菜单」-「设置」-「反馈与帮助」',
  '客户24小时在线服务',
  '全国咨询热线',
  '您当前的位置: 首页 > 新闻 > 产业 > 正文',
  '首页 > 财经 > 正文',
  '分享到: 微信 微博 QQ空间',
  '扫一扫在手机打开当前页',
  '【打印本页】【关闭窗口】',
  '字号: 大 中 小',
  '上一篇:没有了',
  '下一篇:返回列表',
  '版权所有 示范网站 京ICP备00000000号-1',
  '郑重声明:文章仅代表原作者观点,不代表本站立场;如有侵权,可直接反馈本站。',
  '(资料图片仅供参考)',
  '免责声明:本文内容仅供参考,不构成投资建议。',
  '关注我们 | 联系我们 | 网站地图',
  '点击查看更多',
  '阅读量:1024 次',
  '打开APP阅读全文',
]
const promotions = [
  '永利娱乐城官网首存送彩金注册网址',
  '全网最低价限时抢购立即咨询微信号abc123',
  '百家乐老虎机真人视讯返水最高点击注册',
  '各类窗帘厂家直销优惠包邮客服热线扫码',
]
const pinyin: Record<string, string> = {
  产: 'chǎn',
  业: 'yè',
  年: 'nián',
  亿: 'yì',
  元: 'yuán',
  资: 'zī',
  企: 'qǐ',
  项: 'xiàng',
  目: 'mù',
  增: 'zēng',
  长: 'zhǎng',
  市: 'shì',
  的: 'de',
  投: 'tóu',
}

export interface DirtyPage {
  text: string
  /** For every unit of `text` whether it is dirt. */
  isDirt: Uint8Array
  kinds: string[]
}

/** A clean page with dirt of several kinds put in, and for every unit whether it is dirt. */
export const dirtyPage = (seed: number): DirtyPage => {
  const r = randomFrom(seed * 104_729 + 5)
  const body = cleanPage(seed)
  const runs: { text: string; dirt: boolean }[][] = body.map((line) => [{ text: line, dirt: false }])
  const dirt = (text: string) => ({ text, dirt: true })
  const kinds: string[] = []
  const dated = body.findIndex((line) => /^(?:中新网|新华社|人民网|示范日报)/.test(line))
  const name = junk(r)
  if (dated >= 0 && r.chance(0.6)) {
    kinds.push('glued')
    runs[dated]!.unshift(dirt(name))
    if (r.chance(0.3)) runs.unshift([dirt(`✄${name}✅`)])
  }
  if (r.chance(0.35)) {
    kinds.push('pinyin')
    for (const line of runs)
      for (let k = line.length - 1; k >= 0; k--) {
        const run = line[k]!
        if (run.dirt) continue
        const pieces: { text: string; dirt: boolean }[] = []
        let at = 0
        for (let i = 0; i < run.text.length; i++) {
          const said = pinyin[run.text[i]!]
          if (!said || !r.chance(0.3)) continue
          pieces.push({ text: run.text.slice(at, i + 1), dirt: false }, dirt(`(${said})`))
          at = i + 1
        }
        line.splice(k, 1, ...pieces, { text: run.text.slice(at), dirt: false })
      }
  }
  const put = (at: number, line: string) => runs.splice(at, 0, [dirt(line)])
  if (r.chance(0.6)) {
    kinds.push('chrome')
    const n = 1 + r.below(4)
    for (let k = 0; k < n; k++) put(r.chance(0.5) ? 0 : runs.length, r.pick(chromeLines))
  }
  if (r.chance(0.25)) {
    kinds.push('promotion')
    put(r.below(runs.length + 1), r.pick(promotions))
  }
  if (r.chance(0.3)) {
    kinds.push('related')
    put(runs.length, r.pick(['猜你喜欢', '相关阅读', '热门推荐']))
    const n = 1 + r.below(4)
    for (let k = 0; k < n; k++)
      put(
        runs.length,
        r.pick([
          '某省电力交易电量突破100亿千瓦时',
          '一图读懂新出台的住房政策',
          '暴雨蓝色预警发布',
          '多地机场客流创新高',
        ]),
      )
  }
  if (r.chance(0.7)) {
    kinds.push('comments')
    if (r.chance(0.7)) put(runs.length, r.pick(['网友评论更多', '最新评论', '全部评论(36)']))
    put(runs.length, `${phone(r)}:${remark(r)}${emoji(r)}来自${r.pick(cities)}`)
    const n = 3 + r.below(12)
    for (let k = 0; k < n; k++) put(runs.length, commentLine(r))
  }
  let text = ''
  const flags: number[] = []
  runs.forEach((line, i) => {
    if (i > 0) {
      text += '\n'
      flags.push(2)
    }
    for (const run of line) {
      text += run.text
      for (let k = 0; k < run.text.length; k++) flags.push(run.dirt ? 1 : 0)
    }
  })
  return { text, isDirt: Uint8Array.from(flags), kinds }
}
