import type { OrganisationType } from './mentions.ts'

/** Endings that make a name an organisation, longest first, with how far to the left a name reaches. */
const endings: readonly { ending: string; type: OrganisationType; reach: number }[] = [
  ...['有限责任公司', '股份有限公司', '有限公司', '集团公司', '总公司', '分公司', '公司', '集团'].map((ending) => ({
    ending,
    type: 'company' as const,
    reach: 32,
  })),
  ...[
    '设计研究总院',
    '研究总院',
    '研究院',
    '规划院',
    '勘察院',
    '研究所',
    '设计院',
    '实验室',
    '创新中心',
    '研究中心',
    '技术中心',
    '工程中心',
    '大学',
    '学院',
    '科学院',
    '工程院',
    '技术转移中心',
    '孵化中心',
    '检测中心',
  ].map((ending) => ({
    ending,
    type: 'research' as const,
    reach: 26,
  })),
  ...['领导小组办公室', '领导小组', '指挥部', '工作专班', '专班', '工作组', '督导组', '联席会议'].map((ending) => ({
    ending,
    type: 'government_group' as const,
    reach: 28,
  })),
  ...['管理委员会', '管委会', '推进中心', '促进中心', '服务中心', '保障中心'].map((ending) => ({
    ending,
    type: 'government' as const,
    reach: 24,
  })),
  ...['交易所', '事务所', '银行'].map((ending) => ({ ending, type: 'company' as const, reach: 14 })),
  ...['协会', '商会', '公会', '学会', '联盟', '联合会', '基金会'].map((ending) => ({
    ending,
    type: 'association' as const,
    reach: 24,
  })),
]
const byLength = [...endings].sort((a, b) => b.ending.length - a.ending.length)
export const endingFirst = new Map<string, typeof byLength>()
for (const entry of byLength) {
  const list = endingFirst.get(entry.ending[0]!)
  if (list) list.push(entry)
  else endingFirst.set(entry.ending[0]!, [entry])
}

/** Words a name cannot hold: reading to the left stops after them. Single characters that names do hold (和, 为, 中) are not here. */
const stopWords = (
  '一个 两个 首个 多个 这个 那个 每个 几个 获 当选 考上 毕业 就读 加入 会上 会后 发稿 展望 传统 指责 冒充 其他 另一 各类 所有 这些 那些 一些 许多 确定为 认定为 评为 成为 变更为 更名为 改为 作为 称为 名为 引来 会见 会谈 见证 陪同 率领 带领 联合 公司 项目 龙头 巨头 头部 厂商 车企 老牌 知名 确立 本地 当地 全国 国内 国外 省内 市内 县内 相关 采取 上游 下游 委托 提供 按照 通过 深入 前往 先后 来到 走访 以 要 原任 我国 位于 邀请 联系 对接 选择 引入 依托 采用 联合 引进 走进 走访 签约 包括 以及 携手 牵手 来自 落户 位于 上市公司 龙头企业 企业 旗下 子公司 控股股东 股东 客户 供应商 组织 邀请 考察 调研 出席 成立 组建 设立 建立 揭牌 其中 分别 获悉 了解 ' +
  '董事长 总经理 表示 介绍 指出 认为 透露 负责人 收购 持有 投资 依托 支持 推动 服务 打造 加快 推进 建设 建成 涵盖 聚集 集聚 培育 吸引 拥有 由于 通过 根据 按照 作为 属于 关于 对于 对接 合作 入驻 迁入 ' +
  '授予 颁发 获得 荣获 隶属 所属 下属 附属 全资 参股 控股 并购 委托 担任 现任 历任 创办 创立 创建 主办 承办 协办 举办 共同 会同 配合 参加 参与 介入 目前 记者 一家 这家 该 本 我 ' +
  '促成 成功 依靠 支撑 带动 书记 市长 县长 省长 主任 局长 代表团 考察团 一行 率 赴 围绕 聚焦 瞄准 立足 助力 牵头 如 像 即 系 向 给 让 从 到 至 于 被 把 将 因 又 也 都 已 曾 是 在 由 据 等 及其 及 与 的 了 着 说 称'
).split(' ')
export const stops = new Set(stopWords)
export const longestStop = Math.max(...stopWords.map((w) => w.length))
/** For committees 和, 及, 与 are part of the name; only these end it. */
export const groupStops = new Set(
  '落实 要 健全 完善 实行 以 及时 各 设 成立 组建 设立 建立 成立了 组建了 召开 开展 印发 出台 由 的 了 在 是 将 按照 根据 通过 担任 任 向 从 被 把 对 或 不定期 定期 制度'.split(
    ' ',
  ),
)
export const wholeTypes = new Set<OrganisationType>(['government_group'])

export const isHan = (char: string | undefined): boolean => char !== undefined && char >= '㐀' && char <= '鿿'
export const isNameChar = (char: string | undefined): boolean =>
  isHan(char) || (char !== undefined && /[A-Za-z0-9·&+-]/.test(char))

/** Words of trade that stop a name elsewhere but belong to it right before its ending: 秦雅控股集团. */
export const tradeWords = new Set([
  '企业',
  '控股',
  '投资',
  '建设',
  '服务',
  '支持',
  '收购',
  '合作',
  '创新',
  '组织',
  '投',
  '建',
  '项目',
  '以',
])

/** Names that hold a character which elsewhere ends a name. */
export const holders = [
  '华为',
  '和利时',
  '中和',
  '人和',
  '致和',
  '天和',
  '嘉和',
  '泰和',
  '安和',
  '友和',
  '大和',
  '信和',
  '美的',
  '一汽',
  '从化',
  '将军',
  '都市',
  '成都',
  '首都',
  '江都',
  '新都',
  '丰都',
  '三都',
  '都匀',
  '自由',
  '同等',
  '高等',
  '平等',
  '向日',
  '方向',
  '到位',
  '给力',
  '至诚',
  '已',
  '如东',
  '如皋',
  '像素',
  '系统',
  '系列',
  '在线',
  '如意',
  '如新',
  '即墨',
  '要素',
  '以岭',
  '以太',
  '重要',
  '该',
]

/** Names that hold 和 where elsewhere it joins two. */
export const namesWithHe =
  /(?:[中人致天嘉泰安友大信仁祥颐协三正永共义兴平谦温饱缓柔瑞顺太元德康宜]和|和(?:利时|平|谐|而泰|邦|胜|辉|记|林|田|县|静|硕|龙|顺|政|昌|泰|源|润|信|成|兴|盛|创|众))/

/** Whether the 和 at `at` stands between two names, so that the second begins behind it: 某市政府和某公司. */
export const joinsNames = (text: string, at: number, limit: number, holding: RegExp): boolean => {
  if (text[at] === '同') {
    if (/[大协共合如相]同|同[济方仁兴程花益创煤洲力享业]/.test(text.slice(Math.max(0, at - 1), at + 2))) return false
    return at - 2 >= limit && isHan(text[at - 2])
  }
  const around = text.slice(Math.max(0, at - 1), at + 3)
  const inside = holding.exec(around)
  if (inside && inside.index <= 1) return false
  let left = at
  while (left > limit && isHan(text[left - 1])) left--
  return at - left >= 3
}
