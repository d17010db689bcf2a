import { cities } from './generated-clean.ts'
import type { Dirt, Runs } from './generated-dirt.ts'
import type { Random } from './generated-random.ts'

/**
 * Dirt written without looking at the rules, with a vocabulary of its own and names drawn at random: what a rule does on it says
 * more of pages to come than the kinds it was written for. Nothing here may be used to make a rule.
 */
const dirty = (text: string) => ({ text, dirt: true })
const clean = (text: string) => ({ text, dirt: false })
const textOf = (line: Runs): string => line.map((run) => run.text).join('')
const syllables = '雅澜卓芮泽曦朗沐凯旭琪茂鹏蕴岚骏翰舒晟奕铭涵栩曜霖'.split('')
const things = '家政 板房 钢琴 花卉 宠物 吉他 咖啡机 茶具 窗饰 影楼 假发 律所 月嫂 快递柜 充气城堡 门窗 团建'.split(' ')
const name = (r: Random) => r.pick(syllables) + r.pick(syllables) + (r.chance(0.6) ? r.pick(things) : '')
const nick = (r: Random) =>
  r.pick([
    () => `${r.pick(['小', '大', '老', '阿'])}${r.pick(syllables)}${10 + r.below(89)}`,
    () => `用户${100000 + r.below(900000)}`,
    () => `${r.pick(syllables)}${r.pick(syllables)}_${r.pick(['zz', 'ok', 'pp9', 'mm'])}`,
  ])()
const opinion = (r: Random) =>
  r.pick([
    '支持一下!',
    '哈哈哈笑死我了',
    '前排占座',
    '说的就是我本人',
    '这也太离谱了吧',
    '路过,顶一个',
    '有没有人一起组队',
    '我家猫也这样',
    '已转发给老板',
    '求原图',
  ])

const remarks: Dirt = (lines, r) => {
  lines.push([dirty(r.pick(['大家怎么说', '讨论区', '精选回复', '看看大家的想法', '跟帖互动']))])
  const n = 3 + r.below(6)
  for (let k = 0; k < n; k++)
    lines.push([
      dirty(
        r.pick([
          () => `@${nick(r)} ${1 + r.below(50)}分钟前 ${opinion(r)}`,
          () => `${nick(r)}:${opinion(r)} 赞(${r.below(99)}) 回复`,
          () => `游客(220.181.*.*) 发表于 2023-0${1 + r.below(9)}-06 12:11`,
          () => `${nick(r)} ${r.pick(cities)} ${1 + r.below(20)}天前`,
          () => `👍👍${opinion(r)}`,
          () => `Lv${1 + r.below(9)} ${nick(r)}:${opinion(r)}`,
        ])(),
      ),
    ])
  return true
}

const buttons: Dirt = (lines, r) => {
  const n = 1 + r.below(4)
  for (let k = 0; k < n; k++)
    lines.splice(r.chance(0.5) ? 0 : lines.length, 0, [
      dirty(
        r.pick([
          '频道 | 滚动 | 排行 | 图解 | 专栏',
          'T+ T- 阅读模式',
          '听新闻 00:00 / 03:21',
          '倍速 1.0x 1.5x 2.0x',
          '登录后查看更多精彩内容',
          '已阅 收藏 复制链接',
          '点我下载PDF版',
          '本站已支持IPv6访问',
          '回首页 | 手机版 | 电脑版 | 繁体',
          '站内检索 请输入关键字',
          '首页 / 资讯 / 本地 / 详情',
          '©2019-2024 示范资讯 保留所有权利',
          '举报电话:12377 网站备案:某ICP备12345678号',
          '打赏 海报 分享 生成长图',
        ]),
      ),
    ])
  return true
}

const code: Dirt = (lines, r) => {
  lines.splice(
    r.chance(0.3) ? 0 : lines.length,
    0,
    ...r
      .pick([
        ["if(isMobile()){location.href='/m/123.html';}"],
        ['{"@context":"https://schema.org","@type":"NewsArticle","headline":""}'],
        ['@media screen and (max-width:600px){', '.side{display:none}', '}'],
        ['<o:p></o:p>', '<!--[if gte mso 9]><xml></xml><![endif]-->'],
        ['try{', 'ad.init("banner-3");', '}catch(e){}'],
        ['let page = 1, total = 3;', 'render(page);'],
      ])
      .map((text) => [dirty(text)]),
  )
  return true
}

const adverts: Dirt = (lines, r) => {
  lines.splice(r.below(lines.length + 1), 0, [
    dirty(
      r.pick([
        () => `${name(r)}周年庆全场三折起,点击进店领券`,
        () => `学历提升免考试拿证快,加V信${r.pick(['abc', 'xue', 'zs'])}${1000 + r.below(9000)}`,
        () => `想瘦就来${name(r)},前100名免单,立即预约`,
        () => `${name(r)}官方旗舰店:买一送一,顺丰包邮`,
      ])(),
    ),
  ])
  return true
}

const headlines: Dirt = (lines, r) => {
  lines.push([dirty(r.pick(['您还可以看', '更多精彩', '同城热点', '编辑推荐', '下一条精彩']))])
  const n = 2 + r.below(4)
  for (let k = 0; k < n; k++)
    lines.push([
      dirty(
        r.pick([
          '冰箱里的剩菜还能不能吃',
          '这届年轻人爱上了逛菜场',
          '地铁新线月底试运行',
          '养花新手最容易犯的五个错',
          '周末去哪儿看银杏',
          '他用二十年修好一座钟楼',
        ]),
      ),
    ])
  return true
}

const glued: Dirt = (lines, r) => {
  const at = lines.findIndex((line) => /^(?:中新网|新华社|人民网|示范日报)[一-龥]{2,4}\d/.test(textOf(line)))
  if (at < 0) return false
  lines[at]!.unshift(dirty(name(r)))
  return true
}

const readings: Record<string, string> = {
  新: 'ㄒㄧㄣ',
  能: 'ㄋㄥˊ',
  全: 'ㄑㄩㄢˊ',
  市: 'ㄕˋ',
  建: 'ㄐㄧㄢˋ',
  成: 'ㄔㄥˊ',
}
const tones: Record<string, string> = {
  企: 'qǐ',
  业: 'yè',
  增: 'zēng',
  技: 'jì',
  术: 'shù',
  链: 'liàn',
  万: 'wàn',
  吨: 'dūn',
}
const spoken: Dirt = (lines, r) => {
  const form = r.pick([
    (char: string) => (readings[char] ? `(${readings[char]})` : null),
    (char: string) => (tones[char] ? `【${tones[char]}】` : null),
    (char: string) => tones[char] ?? null,
    (char: string) => (tones[char] ? `[${tones[char]}]` : null),
  ])
  let n = 0
  for (const line of lines) {
    for (let k = line.length - 1; k >= 0; k--) {
      const run = line[k]!
      if (run.dirt) continue
      const pieces: Runs = []
      let at = 0
      for (let i = 0; i < run.text.length; i++) {
        const piece = r.chance(0.5) ? form(run.text[i]!) : null
        if (piece === null) continue
        n++
        pieces.push(clean(run.text.slice(at, i + 1)), dirty(piece))
        at = i + 1
      }
      line.splice(k, 1, ...pieces, clean(run.text.slice(at)))
    }
  }
  return n > 0
}

const follows: Dirt = (lines, r) => {
  if (!/[。)]$/.test(textOf(lines.at(-1)!))) return false
  const place = r.pick(cities)
  lines.push(
    [dirty(`${place}举办${r.pick(['书画', '摄影', '合唱', '象棋'])}比赛`)],
    [dirty(`2024-0${1 + r.below(9)}-1${r.below(10)} 09:${10 + r.below(49)} 来源:${place}发布`)],
    [
      dirty(
        `${place}晚报${1 + r.below(12)}月${1 + r.below(28)}日讯 昨天上午,比赛在文化馆拉开帷幕,来自各行各业的选手同台竞技,现场气氛热烈,观众掌声不断。`,
      ),
    ],
    [dirty('经过两个小时的角逐,评委当场打分并公布了名次,获奖作品将在一楼大厅展出至月底。')],
  )
  return true
}

export const unseenDirt: Record<string, Dirt> = {
  remarks,
  buttons,
  code,
  adverts,
  headlines,
  glued,
  readings: spoken,
  'runs on': follows,
}
