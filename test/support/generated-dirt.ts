import { cities } from './generated-clean.ts'
import type { Random } from './generated-random.ts'

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

/** One line of a page, in pieces that are dirt or not. */
export type Runs = { text: string; dirt: boolean }[]
/** A kind of dirt: puts itself into the page; gives false where the page has no place for it. */
export type Dirt = (lines: Runs[], r: Random) => boolean

const dirty = (text: string) => ({ text, dirt: true })
const clean = (text: string) => ({ text, dirt: false })
const textOf = (line: Runs): string => line.map((run) => run.text).join('')
const datedLine = (lines: readonly Runs[]): number =>
  lines.findIndex((line) => /^(?:中新网|新华社|人民网|示范日报)[一-龥]{2,4}\d/.test(textOf(line)))
const isLong = (line: Runs): boolean => textOf(line).length > 60 && line.length === 1 && !line[0]!.dirt
const longLines = (lines: readonly Runs[]): number[] => lines.flatMap((line, i) => (isLong(line) ? [i] : []))
const below = (lines: Runs[], ...texts: string[]) => lines.push(...texts.map((text) => [dirty(text)]))

/** Puts a piece into a line behind every character `where` says. */
const weave = (line: Runs, where: (text: string, i: number) => string | null): void => {
  for (let k = line.length - 1; k >= 0; k--) {
    const run = line[k]!
    if (run.dirt) continue
    const pieces: Runs = []
    let at = 0
    for (let i = 0; i < run.text.length; i++) {
      const piece = where(run.text, i)
      if (piece === null) continue
      pieces.push(clean(run.text.slice(at, i + 1)), dirty(piece))
      at = i + 1
    }
    line.splice(k, 1, ...pieces, clean(run.text.slice(at)))
  }
}

const codeLines = [
  ['<script type="text/javascript">', 'var cpro_id = "u1234567";', '</script>'],
  [
    'window._bd_share_config={"common":{"bdText":"","bdMini":"2"},"share":{}};with(document)0[(getElementsByTagName(\'head\')[0]||body).appendChild(createElement(\'script\')).src=\'/static/api/js/share.js\'];',
  ],
  ['.content p{text-indent:2em;line-height:30px}', 'body { margin:0; padding:0 }'],
  ['$(function(){', "  $('#more').click(function(){", '    load(1);', '  });', '});'],
  ['document.write(unescape("%3Cscript src=\'/tongji.js\'%3E%3C/script%3E"));'],
]

const otherStories = [
  [
    '全市高考成绩下月公布',
    '来源:邻市晚报 2023-06-20',
    '邻市晚报6月20日讯(记者 钱一)记者从市招生考试中心获悉,今年高考成绩将于下月公布,考生可通过网站、电话等多种方式查询,请考生妥善保管准考证。',
    '考试中心提醒,填报志愿期间请勿轻信所谓的内部指标,谨防上当受骗。',
  ],
  [
    '本周气温逐步回升',
    '来源:气象之窗 2022-03-11',
    '气象之窗3月11日消息,未来三天全省以多云天气为主,气温逐步回升,最高可达25摄氏度,早晚温差较大,外出请注意及时增减衣物。',
    '专家说,春季是呼吸道疾病高发期,老人和儿童要注意保暖。',
  ],
]

/** The kinds the rules were written for. */
export const knownDirt: Record<string, Dirt> = {
  glued: (lines, r) => {
    const at = datedLine(lines)
    if (at < 0) return false
    const name = junk(r)
    lines[at]!.unshift(dirty(name))
    if (r.chance(0.3)) lines.unshift([dirty(`✄${name}✅`)])
    return true
  },
  pinyin: (lines, r) => {
    let n = 0
    for (const line of lines)
      weave(line, (text, i) => {
        const said = pinyin[text[i]!]
        if (!said || !r.chance(0.3)) return null
        n++
        return `(${said})`
      })
    return n > 0
  },
  comments: (lines, r) => {
    if (r.chance(0.7)) below(lines, r.pick(['网友评论更多', '最新评论', '全部评论(36)']))
    below(lines, `${phone(r)}:${remark(r)}${emoji(r)}来自${r.pick(cities)}`)
    const n = 3 + r.below(12)
    for (let k = 0; k < n; k++) below(lines, commentLine(r))
    return true
  },
  chrome: (lines, r) => {
    const n = 1 + r.below(4)
    for (let k = 0; k < n; k++) lines.splice(r.chance(0.5) ? 0 : lines.length, 0, [dirty(r.pick(chromeLines))])
    return true
  },
  promotion: (lines, r) => {
    lines.splice(r.below(lines.length + 1), 0, [dirty(r.pick(promotions))])
    return true
  },
  related: (lines, r) => {
    below(lines, r.pick(['猜你喜欢', '相关阅读', '热门推荐']))
    const n = 1 + r.below(4)
    for (let k = 0; k < n; k++)
      below(
        lines,
        r.pick([
          '某省电力交易电量突破100亿千瓦时',
          '一图读懂新出台的住房政策',
          '暴雨蓝色预警发布',
          '多地机场客流创新高',
        ]),
      )
    return true
  },
  code: (lines, r) => {
    const at = r.chance(0.3) ? 0 : lines.length
    lines.splice(at, 0, ...r.pick(codeLines).map((text) => [dirty(text)]))
    return true
  },
  tags: (lines, r) => {
    const long = longLines(lines)
    if (long.length === 0) return false
    for (const i of long)
      if (r.chance(0.5)) lines[i]!.unshift(dirty(r.pick(['<p>', '<br />', '<span style="color:red">', '</div>'])))
    return true
  },
  copy: (lines, r) => {
    const long = longLines(lines)
    if (long.length < 2) return false
    const i = r.pick(long)
    lines.splice(i + 1 + r.below(lines.length - i), 0, [dirty(textOf(lines[i]!))])
    return true
  },
  'other story': (lines, r) => {
    if (longLines(lines).length < 2 || !/[。)]$/.test(textOf(lines.at(-1)!))) return false
    below(lines, ...r.pick(otherStories))
    return true
  },
  'doubled commas': (lines) => {
    const long = longLines(lines)
    if (long.length < 3) return false
    for (const i of long)
      weave(lines[i]!, (text, k) =>
        /[,。]/.test(text[k + 1] ?? '') && /[一-龥]/.test(text[k]!) && text[k + 1] === ',' ? ',' : null,
      )
    return true
  },
  watermark: (lines, r) => {
    const long = longLines(lines)
    if (long.length < 3) return false
    for (const i of long)
      if (/。$/.test(textOf(lines[i]!))) lines[i]!.push(dirty(`${r.pick(['hRb', 'x7M', 'Qz3'])}示范通讯社`))
    return true
  },
  bait: (lines, r) => {
    const long = longLines(lines)
    if (long.length === 0) return false
    const line = lines[r.pick(long)]!
    const text = textOf(line)
    const at = 20 + r.below(20)
    if (!/[一-龥]{2}/.test(text.slice(at - 1, at + 1))) return false
    line.splice(
      0,
      1,
      clean(text.slice(0, at)),
      dirty(r.pick(['《看彩票软件哪个好》', '《博彩平台官网首页》', '*365体育_体育彩票投注*官网@'])),
      clean(text.slice(at)),
    )
    return true
  },
  farm: (lines, r) => {
    below(lines, Array.from({ length: 14 }, () => `${r.pick(cities)}${r.pick(['县', '区', '市'])}`).join('| '))
    return true
  },
  stuffed: (lines) => {
    lines.unshift([dirty('免费在线观看高清视频_国产精品资源_亚洲影院最新地址_中文字幕完整版')])
    return true
  },
}
