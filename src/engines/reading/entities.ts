import { cutAt } from './nouns.ts'

/** What a name stands for: it decides which figures can be said of it and what 该项目, 公司, 园区 point to. */
export type Kind = 'place' | 'park' | 'firm' | 'project' | 'industry' | 'thing'

/** Something a clause names, [start, end) in its text. */
export interface Entity {
  name: string
  kind: Kind
  start: number
  end: number
}

const bracketed = '(?:（[^）]*）|\\([^)]*\\))?$'
const endings: [Kind, RegExp][] = [
  ['project', new RegExp(`(?:项目|工程|生产线|产线|[一-龥]{2}站|电厂|风电场|矿山|矿区|[一二三四首]期)${bracketed}`)],
  [
    'park',
    new RegExp(
      `(?:园区|开发区|高新区|经开区|新区|示范区|集聚区|产业园|科技园|工业园|物流园|化工园|创新园|产业城|科学城|保税区|自贸区|产业基地|示范基地|港区)${bracketed}`,
    ),
  ],
  [
    'industry',
    new RegExp(`(?:产业|产业链|产业链群|集群|行业|工业|(?<![企就作毕专事创失])业|板块|赛道|链条)${bracketed}`),
  ],
  [
    'firm',
    new RegExp(
      `(?:公司|集团|股份|科技|锂业|矿业|重工|电器|电子|能源|新能|新材|药业|化工|汽车|银行|工厂|酒厂|药厂|电池厂|协会|研究院|研究所|大学|学院|实验室)${bracketed}`,
    ),
  ],
]
/** 新能源汽车, 家用电器, 精细化工 are things that are made, however like firms they end. */
const madeThings =
  /(?:新能源|锂电|动力|储能|家用|精细|绿色|清洁|消费|商用|智能|石油|煤|燃油|整车|乘用|新型)[^，。]{0,4}$/

/** The kind of thing a noun phrase names, told by how it ends. */
export const kindOfName = (noun: string): Kind => {
  for (const [kind, ending] of endings)
    if (ending.test(noun)) {
      if (kind !== 'firm' || /(?:公司|集团|股份|院|所|大学|学院|室|行|会|厂)$/.test(noun)) return kind
      return noun.length <= 8 && !madeThings.test(noun.slice(0, -2)) ? 'firm' : 'thing'
    }
  return 'thing'
}

const projectEndings = /项目|生产线|产业园|生产基地|产业基地|(?<![变充换])电站(?!建设)|风电场/g
const hardStops = '，,。；;：:！？!?、《》“”"\n 　'
/** Verbs that are at home inside the name of a project (改造提升项目, 年产6万吨碳酸锂项目). */
const insideNames = new Set(
  '年产 生产 投资 新增 提升 优化 完善 支持 覆盖 销售 交付 建成 加快 联合 强化 提高 培育 壮大 拓展 集中 总投资 要 向 同 均 各 只 可 需 应 经 共 正 达 现 超 破 有 以 从 比 居'.split(
    ' ',
  ),
)
const longestName = 44

const leadingVerbs =
  /^.*(?:投资建设|合作建设|投资兴建|规划建设|建设(?!项目|工程|的)|投建|拟建|新建(?!项目)|扩建(?!项目)|签署|签订|签约(?!项目)|签下|引进(?!项目)|引入|实施|推进|推动|启动|谋划|落户|落地|承接|布局|打造|走进|来到|选址|承建|共建|在建(?!项目)|兴建)(?=.{3,})/
const leadingAmount =
  /^(?:计划|预计|拟)?(?:总投资|投资总?额?|投入|总金额)?(?:约|超|近|逾|达|为|超过)?\d[\d.,]*(?:多|余)?[万亿千百]*(?:美|欧|港)?元(?:人民币)?(?:建设|投建|打造)?的?/

const classWords =
  /^(?:这些|那些|全部|全市|全省|全县|全区|各类|一批|首批|上述|相关|有关|其他|其它|其余|若干|多个|众多|所有|部分|该批|新?引进|新?签约|新?开工|新?投产|已?投产|已?开工|拟建|在谈|在建|续建|新建|改建|扩建|计划|储备|竣工|建成|落地|落户|入园|入库|列统|集中|重点|重大|大型|优质|产业|产业链|工业|制造业|农业|服务业|基础设施|民生|社会|招商引资|招商|招引|内资|外资|外商|利用外资|亿元以上|亿元|十亿元|百亿元|百亿级|百亿|千亿|5000万元以上|省级?|市级?|县级?|区级?|国家级?|级|年度|计划|示范|建设|暨|[一二三四首]期|子|技改|技术改造|科技|创新|科研|配套|标志性|投资|类|的|等|和|及|、|个|项|余|超|多)+$/

/** A project that has a name of its own, not a class of projects (重点项目, 亿元以上工业项目). */
export const isNamedProject = (name: string): boolean => {
  const stem = name.replace(
    /(?:项目|工程|生产线|产业园|生产基地|产业基地|电站|风电场)(?:[（(][^）)]*[）)])?(?:[一二三首]期)?$/,
    '',
  )
  const bare = stem.replace(/^[（(][^）)]*[）)]/, '')
  return bare.length >= 3 && !classWords.test(bare)
}

/** Where a name begins that ends at `end`: back to a mark or a particle; short brackets (三期) belong to it. */
const nameStart = (
  words: string,
  floor: number,
  end: number,
  longest: number,
  stops: (words: string, at: number) => boolean,
): number => {
  let start = end
  while (start > floor && end - start < longest) {
    const char = words[start - 1]!
    if (char === '）' || char === ')') {
      const near = words.slice(Math.max(floor, start - 12), start)
      const open = Math.max(near.lastIndexOf('（'), near.lastIndexOf('('))
      if (open < 0 || near.includes(' ', open)) break
      start -= near.length - open
      continue
    }
    if (char === '（' || char === '(' || hardStops.includes(char) || stops(words, start - 1)) break
    start--
  }
  return start
}

const projectStop = (words: string, at: number): boolean => words[at] === '的' && words[at + 1] !== '确'

/** The projects, production lines and bases a clause names, with everything that belongs to their names, leftmost first. */
export const projectsIn = (text: string, from: number, to: number): Entity[] => {
  const found: Entity[] = []
  const words = text.slice(from, to)
  projectEndings.lastIndex = 0
  let floor = 0
  for (let match = projectEndings.exec(words); match; match = projectEndings.exec(words)) {
    let end = match.index + match[0].length
    if (/^(?:库|部|组|经理|单位|负责|建设进度|清单|数量?|个数|储备|谋划|审批|的?引进)/.test(words.slice(end))) continue
    if (match[0] !== '项目' && /^[^，。；、的]{0,8}项目/.test(words.slice(end))) continue
    const phase = /^(?:[（(][^）)]{1,6}[）)]|[一二三四首]期)/.exec(words.slice(end))
    if (phase) end += phase[0].length
    let start = nameStart(words, floor, match.index, longestName, projectStop)
    for (let i = start + 1; i < match.index - 1; i++) {
      const length = cutAt(words, i)
      if (length > 0 && !insideNames.has(words.slice(i, i + length)) && i + length < match.index) {
        start = i + length
        i = start - 1
      }
    }
    const first = cutAt(words, start)
    if (first > 0 && start + first < match.index && !insideNames.has(words.slice(start, start + first))) start += first
    let name = words.slice(start, end)
    name = name
      .replace(leadingVerbs, '')
      .replace(/^(?:及|和|与|暨|以及)?(?:配套|相关)?(?=\d)/, '')
      .replace(leadingAmount, '')
    start = end - name.length
    floor = end
    if (
      /\d+[余多]?[条个座台套栋家]|以及/.test(name) ||
      /^之一|^之[首列]|^示范/.test(words.slice(end)) ||
      /(?:^|[^华作])[是为]$|成为$|属于$/.test(words.slice(0, start)) ||
      /[一二三四五六七八九十\d]大/.test(name)
    )
      continue
    // 12个储能项目, 储能项目12个, 甲、乙等项目 are classes that are counted or listed, no project of that name.
    if (/^(?:\d+[余多]?|[一二三四五六七八九十百两]+|数十|多)[个项条座批]/.test(name) || /^(?:该|本|此|这)/.test(name))
      continue
    if (
      /^(?:共有?|约|超|近|达|已|有)?\d+[余多]?[个项条]/.test(words.slice(end, end + 8)) ||
      /等[^，。]{0,4}$/.test(name.slice(0, -2))
    )
      continue
    if (isNamedProject(name)) found.push({ name, kind: 'project', start: from + start, end: from + end })
  }
  return found
}

const firmEndings = /有限责任公司|股份有限公司|有限公司/g
/** Particles that may stand between a firm's name and the words before it; inside a name they are letters of it. */
const particle = (text: string, at: number): boolean => {
  const char = text[at]!
  if (!'与和由对向在是及给为于将同从跟被、的即系经'.includes(char)) return false
  const before = text[at - 1] ?? ''
  const after = text[at + 1] ?? ''
  if (char === '为') return !'华有作'.includes(before)
  if (char === '和') return /(?:府|司|团|会|局|区)$/.test(text.slice(0, at))
  if (char === '同') return !'和共大协'.includes(before) && !'方仁创兴心盛'.includes(after)
  if (char === '于' || char === '在') return after !== '田'
  if (char === '是' || char === '将' || char === '系' || char === '经') return !'军纬统'.includes(after)
  if (char === '向') return !'日'.includes(after)
  if (char === '由' || char === '从') return before !== '自'
  return true
}

/** Firms named in full, leftmost first. */
export const firmsIn = (text: string, from: number, to: number): Entity[] => {
  const found: Entity[] = []
  const words = text.slice(from, to)
  firmEndings.lastIndex = 0
  let floor = 0
  for (let match = firmEndings.exec(words); match; match = firmEndings.exec(words)) {
    const start = nameStart(words, floor, match.index, 30, particle)
    const name = words
      .slice(start, match.index + match[0].length)
      .replace(/^(?:据|记者从|对于)/, '')
      .replace(/^.*(?:子公司|走进|来到|引进|旗下|联合|收购)(?=.{4,})/, '')
    floor = match.index + match[0].length
    if (name.length - match[0].length < 2) continue
    found.push({ name, kind: 'firm', start: from + floor - name.length, end: from + floor })
  }
  return found
}

/** Firms and named projects of a clause in the order in which they stand. */
export const entitiesIn = (text: string, from: number, to: number): Entity[] => {
  const projects = projectsIn(text, from, to)
  const firms = firmsIn(text, from, to).filter(
    (firm) => !projects.some((project) => project.start <= firm.start && firm.end <= project.end),
  )
  return [...projects, ...firms].sort((a, b) => a.start - b.start)
}

/** What the title of a page says the page is about: the firm before its colon, the park, the project. */
export const entitiesOfTitle = (title: string): Entity[] => {
  const found: Entity[] = []
  const colon = /^([^：:\d，,!！?？《“\s]{2,14})[：:]/.exec(title)
  if (colon) {
    const name = colon[1]!
    const kind = kindOfName(name)
    found.push({ name, kind: kind === 'thing' ? 'firm' : kind, start: 0, end: name.length })
  }
  return [...found, ...entitiesIn(title, colon ? colon[0].length : 0, title.length)]
}
