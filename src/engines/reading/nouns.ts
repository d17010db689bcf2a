/** Cutting noun phrases out of clauses without a dictionary of words: phrases end where a verb or a particle begins. */

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff
const isWordCode = (code: number): boolean =>
  isHan(code) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

interface Cut {
  word: string
  notAfter: string
  notBefore: string
}

const cuts = new Map<string, Cut[]>()
const cut = (spellings: string, notAfter = '', notBefore = ''): void => {
  for (const word of spellings.split(' ')) {
    const list = cuts.get(word[0]!) ?? []
    list.push({ word, notAfter, notBefore })
    cuts.set(word[0]!, list)
  }
}
cut(
  '已经 现已 现有 共有 拥有 具有 设有 建有 共计 合计 总计 累计 正在 实现 达到 突破 超过 完成 引进 引入 新增 新引进 成为 形成 构成 位于 坐落 举行 召开 举办',
)
cut(
  '表示 介绍 指出 透露 强调 认为 说 获悉 了解 显示 发布 印发 出台 成立 成功 积极 大力 加快 加速 推动 推进 推行 持续 抢抓 紧紧 紧扣 围绕 聚焦 坚持 依托 通过 努力 力争 预计 有望',
)
cut(
  '全力 全面 奋力 延续 扎根 构建 构筑 打造 培育 汇聚 聚集 集聚 落户 落地 启动 列入 纳入 荣获 获批 获评 选择 覆盖 涉及 涵盖 年产 计划 仍 继续 宣布 记录 感受 聆听 公告 选址 进展 鼓足 查明 折合 掌控 占据 攻克 投入 兑现 惠及 提供 新建 安装 设站 净增 消纳 收购 竞得 受让 斥资 进资 跌至 降至 升至 涨至 增至 减至 上涨 回升 起步 分期 分两期 分三期 同比 环比 增长 下降 位居 位列 跃居 排名 提高 提升 降低 增加 减少',
)
cut(
  '建成 建立 建设了 全部 相继 陆续 先后 顺利 正式 共同 签订 签署 主要 重点发展 包括 包含 作为 属于 来自 致力 专注 首创 首次 率先 占到 占比 占 可达 能够 贡献 带动 促成 牵头 制定 参与 规划建设 总投资 迎来 开展 实施 深入 认真 强化 加强 深化 优化 完善 支持 鼓励 吸引 分别 平均 仅 才 又 也',
)
cut('开工 投产 签约 竣工 达产', '新', '项企投')
cut('新签', '', '约')
cut('联合', '', '体国会')
cut('赶 加紧 云集 其中 揭牌 点火 奠基 亮相 测算 估算 能在 能为')
cut(
  '实质性 积蓄 带来 设立 瞄准 增强 巩固 拓展 壮大 激活 释放 夯实 厚植 盘活 筑牢 抓好 抓实 补齐 拉动 引领 赋能 提振 锚定 立足 取得 呈现 爬坡 至今 务必 减产 提涨 产销 设计年产',
)
cut('变为 变成 增长到 提高到 扩大到 扩大至 攀升至 提升至 跃升至 上升至 落实 做大 做强')
cut('进入 步入 迈入 突出 立足 月均 日均 稳居 紧随 位列 分列 获得 创造 吸纳 解决 持有 安排 共计 居于 领跑')
cut('收于 报收 收报 冲高 一度 单日 大涨 大跌 暴涨 飙升 按照 根据 依据 高达 高于 低于 快于 慢于 力促 截止')
cut('集中', '', '区式')
cut('拟', '模虚', '建定')
cut('均', '平人年户', '衡价线匀')
cut('各', '', '类项级种个地')
cut('每', '', '')
cut('就', '成造', '业近读')
cut('只', '', '')
cut('还', '', '原款建')
cut('则', '规原准细', '')
cut('可', '许认不', '再行持穿充靠控支比降用研变移转视')
cut('需', '供内军外刚所必无', '求方')
cut('应', '供反响相对适感效', '用急对链变力税')
cut('要', '主重需首摘纲不', '素求点件务闻塞')
cut('自', '来各亲源', '动贡主治由然身驾研有')
cut('经', '已曾财', '济开营销纪贸过理典')
cut('曾', '', '')
cut('折算 初步 探明 基本 大幅 稳步 进一步 销往 出口至 促成 带领 助力 帮助 坐拥 蕴藏 产出 销售 交付 下线 依托 成功 随着')
cut('已', '', '')
cut('现', '实发展呈出表体兑变', '代金场货状役行实')
cut('共', '中公一', '同青产享和伴生建')
cut('将', '', '军乐来')
cut('正', '真', '极大泰威中规式定阳安宁丹邦常义')
cut('达', '发通到宏腾利鸿雷恒', '州产标县能因晖志风')
cut('超', '', '级高薄市导大威声算频细声充快')
cut('逾 破', '打爆突', '碎解')
cut('为', '华大作成行有因认称名鸿宏新', '股公主首')
cut('是', '于但', '')
cut('有', '所国稀没具占享富特拥共现设建未', '限色机效关利序源为')
cut('在', '存现潜所实', '建谈线内地职岗产研')
cut('于', '对关由处位基属终', '洪都田')
cut('以', '可所', '上下来内及色')
cut('由', '自理', '')
cut('从', '', '业')
cut('被 把 让 使 令', '', '')
cut('比', '占对同环之', '例重亚特')
cut('较', '', '')
cut('居', '定', '民住')
cut('与 同 向 对', '合共参相面应', '业济')
cut('获', '', '')
cut('的', '', '确士')
cut('等', '', '级')
cut('了 着 过', '为通超不经', '程渡')
cut('投资', '总招外', '有公集控基管发')
cut('生产', '力食炭品', '线总企力性基商经和及与供')

/** The length of the verb or particle that begins at `at` and ends a noun phrase there; 0 when none does. */
export const cutAt = (text: string, at: number): number => {
  let best = 0
  for (const one of cuts.get(text[at]!) ?? []) {
    if (one.word.length <= best || !text.startsWith(one.word, at)) continue
    if (one.notAfter !== '' && one.notAfter.includes(text[at - 1] ?? ' ')) continue
    const next = text[at + one.word.length]
    if (next !== undefined && one.notBefore.includes(next)) continue
    best = one.word.length
  }
  return best
}

/** The end of the noun phrase that begins at `from`: where a verb, a particle or a mark stands, at the latest `to`. */
export const nounEnd = (text: string, from: number, to: number, minimum = 1): number => {
  for (let i = from; i < to; i++) {
    if (text[i] === '《' || text[i] === '“') {
      const close = text.slice(i, to).indexOf(text[i] === '《' ? '》' : '”')
      if (close > 0) {
        i += close
        continue
      }
    }
    if (text[i] === '—' && (text[i + 1] === '—' || text[i - 1] === '—')) return i
    if (!isWordCode(text.charCodeAt(i)) && !'、·-—（）()#'.includes(text[i]!)) return i
    if (i - from >= minimum && cutAt(text, i) > 0) return i
  }
  return to
}

/** The beginning of the noun phrase that ends at `to`, going back to the last verb or particle after `from`. */
export const nounStart = (text: string, from: number, to: number): number => {
  let start = from
  // Cutting forwards and keeping the last piece finds the same border as a forward reader would.
  for (let i = from; i < to; ) {
    start = i
    const end = nounEnd(text, i, to, 0)
    if (end >= to) break
    i = end + Math.max(1, cutAt(text, end))
    if (i >= to) start = end > start ? start : to
  }
  while (start < to && '的了和及与、，, '.includes(text[start]!)) start++
  return start
}

/** Marks and particles at either end taken off. */
export const trimNoun = (noun: string): string =>
  noun.replace(/^(?:[\s、的和及与了]|其中)+/, '').replace(/[\s、的和及与（(]+$/, '')
