import type { Modality } from '../../base/quantity.ts'

/**
 * Whether a number is a result, a goal, an expectation, a plan or a signature. Words close before the number speak
 * louder than words of the sentence; a goal carries over to the clauses that continue it.
 */
export interface ModalitySigns {
  /** Clause text before the number. */
  before: string
  /** Clause text behind it. */
  after: string
  /** The sentence behind it. */
  rest: string
  /** Earlier clauses of the sentence. */
  earlier: string
  /** Modality the measure word itself carries (总投资, 签约金额, 完成投资). */
  ofMeasure: Modality | null
  measure: string | null
  /** Growth of something: its own result unless a goal stands before it. */
  isGrowth: boolean
  /** The clause dates the number to a time that is over. */
  isPast: boolean
  /** It is said of a project, a plant or a phase of one. */
  ofProject: boolean
  /** The unit is one of a stock that a project is planned with: capacity, area, volume. */
  isStock: boolean
  isCount: boolean
  /** A percentage, points or a multiple. */
  isShare: boolean
  /** 千亿级 */
  isLevel: boolean
  /** What the previous clause of the same sentence was read as. */
  previous: Modality | null
  /** The clause goes on with a list (5个厂房、4个厂房). */
  inList: boolean
  /** The sentence stands under what is to be done (一要…。二要…。). */
  underMandate: boolean
  /** What the number this one is the growth of was read as. */
  ofBase: Modality | null
  /** The share or growth is of a value that was told beside it. */
  hasBase: boolean
  /** The page sets out a plan: what it says of a year is aimed at unless it is said to be reached. */
  inPlan: boolean
  /** The period lies ahead of the page: nothing in it can be a result yet. */
  isAhead: boolean
}

export interface ModalityRead {
  modality: Modality
  /** How plainly it is said: 1 stated beside the number, .5 carried or guessed. */
  certainty: number
  reason: string | null
}

const goal =
  /力争|争取|尽快(?:形成|建成|达产|投产|实现|达到)|加快形成|早日(?:形成|建成|达产|实现)|目标|确保|奋力|冲刺|冲击|努力实现|努力(?:使|让|把)|要达到|要突破|要实现|要超过|剑指|迈向|任务|瞄准|朝着|向着|不低于预期|计划到|规划到|提出到/
/** A frame that makes all that follows a goal: 预期目标:, 目标是, 明确…目标任务,. */
const aims =
  /(?<!完成[^，。；]{0,8})(?:目标|任务)[为是]?[^，。；:：]{0,4}[:：]|目标[为是]|(?:明确|确定|下达)[^，。；]{0,16}(?:目标|任务)[，,:：]/
const expected =
  /达产(?:后|年|时)?(?=年?产值|年?营收|年?销售|年?收入)|预计|预期|有望|估计|可望|届时|将(?!军|乐|来|近|继续|[^，。]{1,24}(?:划分|分为|列为|纳入))|达产后|投产后|建成后|建成投产后|达产达效后|达产时|满产后|全部建成|投用后|运营后|可(?:年产|实现|达|新增|带动|形成|创|提供|生产|处理|满足|年|节约|减少|减排|替代|供|消纳|发电|降低|拉动)|(?<![产功性效动节智])能够?(?:实现|达到|新增|生产)/
const done =
  /已(?!探明)|实现|完成(?!后)|累计|现有|同比|共有|达成|突破了|达到了|增至|拥有|获得|目前|截至|去年|建成(?!后|投产后|达产后)|投产(?!后)|落地|到位/
const planned =
  /规划|计划|拟|设计|在建|投建|将在|建设规模|建设内容|总投资|用地|新建|扩建|筹建|待建|配套建设|将建设|投资建设|概算|预算/
const built =
  /已建成|建成(?!后|投产后|达产后|投用后)|竣工(?!后)|完工|已投产|投产(?!后)|已达产|全面达产|点火|运行|投运|现有|已形成|形成了|拥有|突破|实际|满产|目前|截至/
const signing = /签约|新签|签订|签署|协议|合同|意向|签下|揭榜|框架/

const read = (modality: Modality, certainty: number, reason: string | null = null): ModalityRead => ({
  modality,
  certainty,
  reason,
})

export const modalityOf = (signs: ModalitySigns): ModalityRead => {
  const { before, after, earlier, ofMeasure, measure } = signs
  const near = before.slice(-24)
  // 完成年度投资计划的23.7%: the goal is what the result is measured by.
  if (signs.isShare && /(完成|占|超|达到|相当于)[^，。]{0,14}(目标|任务|计划)[^，。]{0,6}$/.test(near))
    return read('actual', 0.9)
  if (goal.test(near) || (goal.test(after.slice(0, 8)) && /目标/.test(after.slice(0, 8)))) {
    return read('target', /目标|力争|争取|确保|奋力/.test(near) ? 1 : 0.8)
  }
  // 今年的目标是:…;…;…: all that follows in the sentence is aimed at, until a result is said.
  if (aims.test(earlier) && !/已|目前|现有|累计|截至|实际|去年/.test(before)) return read('target', 0.9)
  if (
    signs.underMandate &&
    !/有望|预计|可望/.test(near) &&
    (!signs.isCount || /[一-龥]/.test(before)) &&
    !/已|目前|现有|累计|截至|实际|去年|同比/.test(earlier + before) &&
    ofMeasure === null
  )
    return read('target', 0.6, 'modality-carried')
  // 预计…利润2亿元,同比增长20%: a growth beside what it is the growth of is as real as that.
  if (
    (signs.isGrowth || (signs.isShare && signs.hasBase)) &&
    (signs.ofBase === 'forecast' || signs.ofBase === 'target')
  )
    return read(signs.ofBase, 0.8, 'modality-carried')
  if (ofMeasure === 'plan' && /总?装机|规模/.test(measure ?? '') && built.test(before + after))
    return read('actual', 0.8)
  if (ofMeasure === 'plan') {
    if (/(?:已经?|已完成|累计)(?:完成)?投(?:资|入)[^，。；]{0,4}$/.test(near)) return read('actual', 0.9)
    if (signing.test(near) && !signs.isGrowth && !signs.isStock) return read('signed', 0.7, 'modality-signed-or-plan')
    if (signs.previous === 'signed' && measure === '总投资') return read('signed', 0.6, 'modality-signed-or-plan')
    if (/完成|实际|累计完成/.test(near)) return read('actual', 0.9)
    return read('plan', measure === '投资' ? 0.8 : 1)
  }
  if (
    signs.inPlan &&
    ofMeasure === null &&
    /形成|达到|建成|培育|实现|突破|超过|打造|引进|新增/.test(near) &&
    !/已|目前|截至|累计|同比|去年|现有|同期|上年/.test(earlier + before)
  )
    return read('target', 0.7, 'modality-from-period')
  // What a project is expected to yield by the year is reckoned before it runs.
  if (
    /内部收益率|投资回收期|净现值|投资利润率|资本金净利润率/.test(measure ?? '') ||
    (signs.ofProject && /利用小时数/.test(measure ?? '') && !/已|去年|实际|累计/.test(near)) ||
    (signs.ofProject && /年均|年平均|经营期|运营期/.test(near + (measure ?? '')) && !/已|去年|目前|累计/.test(near))
  )
    return read('forecast', 0.7, 'modality-of-project')
  const ahead = expected.test(near)
  // 到2027年,产值将达到3000亿元 sets a goal; 预计 and 有望 only expect.
  if (
    ahead &&
    signs.isAhead &&
    !ofMeasure &&
    /将(达|超|突破|实现|形成|建成|培育)/.test(near) &&
    !/预计|有望|预期|可望/.test(signs.earlier + near)
  )
    return read('target', 0.75, 'modality-from-period')
  // 计划完成投资: what is planned to be completed is a plan.
  if (ofMeasure === 'actual' && /(计划|拟)(完成|到位|引进|利用)[^，。；]{0,8}$/.test(near)) return read('plan', 1)
  if (ofMeasure === 'actual') return ahead ? read('forecast', 0.9) : (carriedGoal(signs) ?? read('actual', 1))
  if (ofMeasure === 'signed') return read('signed', 1)
  // 项目达产后,年产值5亿元,利税1亿元: what follows the condition is still to come.
  if (!ahead && !signs.isGrowth && onceRunning(earlier + before)) return read('forecast', 0.8, 'modality-carried')
  if (ahead) {
    const planish = /拟|计划|规划/.test(near)
    return planish ? read('plan', 0.8) : read('forecast', 0.9)
  }
  // 总装机10万千瓦的2个风电场并网发电: brought into use, however it stands in the list.
  if (signs.isStock && /^的[^，。；]{0,14}(?:并网|投运|投用|建成投产|竣工)(?!后)/.test(after))
    return read('actual', 0.8)
  const carried = carriedGoal(signs)
  if (carried) return carried
  if (signs.isAhead && !signing.test(near) && !/刚|已|了[^，。；]{0,6}$/.test(near))
    return read(
      /达到|突破|超过|实现|培育|建成|形成|以上/.test(near + after.slice(0, 3)) ? 'target' : 'forecast',
      0.7,
      'modality-from-period',
    )
  if (signs.previous === 'signed' && /金额|资金/.test(measure ?? ''))
    return read('signed', 0.7, 'modality-signed-or-plan')
  if (signs.previous === 'plan' && /(计划|拟)[^，。；,;\d]{0,12}[，,]$/.test(earlier) && !done.test(before))
    return read('plan', 0.7, 'modality-carried')
  if (/给予|奖励|补助|补贴/.test(near + after.slice(0, 6)) && !/已|兑现|发放|累计|获/.test(before))
    return read('plan', 0.5, 'modality-guessed')
  if (
    signs.inList &&
    (signs.previous === 'plan' || signs.previous === 'signed') &&
    !signs.isGrowth &&
    !done.test(before)
  )
    return read(signs.previous, 0.8, 'modality-carried')
  if (signs.isGrowth) return read('actual', 1)
  if (/建设内容|建设规模|拟建/.test(earlier + before) && !done.test(before) && !signs.isShare)
    return read('plan', 0.7, 'modality-of-project')
  if (/^建设(周期|工期|期)|^(工期|建设期)$/.test(measure ?? '') && !/仅|实际|只|历时|用时/.test(near))
    return read('plan', 0.7, 'modality-of-project')
  if (
    /其中/.test(earlier + before) &&
    signs.previous === 'plan' &&
    !signs.isGrowth &&
    !signs.isCount &&
    !signs.isStock &&
    !done.test(before)
  )
    return read('plan', 0.7, 'modality-carried')
  if (/紧盯|锁定|瞄准/.test(before + earlier) && /的目标/.test(signs.rest)) return read('target', 0.8)
  if (signs.isCount) {
    if (signing.test(near) || /^[^，。]{0,6}(签约|签订)/.test(after)) return read('signed', 0.9)
    // 建造10栋单体, 一期建设4条生产线: what is built in a project is planned until it is said to stand.
    if (
      /(?<!已|在|完成|累计|开工|集中|共)(?:建设(?!了|完成|成|及|和|与|项目|工程|领域|类)|建造|(?:新建|扩建)(?!$)|兴建|购置|新上|打造)(?!了|完成|成)[^，。；]{0,30}$/.test(
        signs.before,
      ) &&
      !done.test(signs.before.replace(/目前/, ''))
    )
      return read('plan', 0.6, 'modality-of-project')
    if (/拟建|拟|计划|规划|待建/.test(near) && !/建成|已/.test(near)) return read('plan', 0.8)
    if (/计划|拟建|规划建设/.test(after.slice(0, 10))) return read('plan', 0.6, 'modality-guessed')
    return read('actual', 1)
  }
  if (signs.isLevel) return read(done.test(near) ? 'actual' : 'target', 0.6, 'modality-guessed')
  if (signs.isStock) {
    const whole = earlier + before
    if (
      /年[产处选采]/.test(near) &&
      /项目|生产线|工程|基地|工厂/.test(after) &&
      !/已建成|建成投产|投产(?!后)|达产(?!后)|点火|投运/.test(after)
    )
      return read('plan', 0.8, 'modality-of-project')
    if (/^[^，。]{0,14}(计划|预计|将|拟)/.test(after) && !/已/.test(near))
      return read('plan', 0.8, 'modality-of-project')
    if (built.test(near)) return read('actual', 0.9)
    if (planned.test(near)) return read('plan', 0.9)
    if (built.test(whole)) return read('actual', 0.8)
    if (/(?:建设|投建|兴建|新建)[^，。；]{0,12}$/.test(near) && !done.test(whole))
      return read('plan', 0.7, 'modality-of-project')
    if (signs.ofProject && /^(?:占地|用地|建筑|总建筑|总占地|总用地|厂房)/.test(measure ?? '') && !built.test(whole))
      return read('plan', 0.6, 'modality-of-project')
    if (planned.test(whole) || /一期|二期|三期|项目/.test(near)) return read('plan', 0.7, 'modality-of-project')
    return read('actual', 0.8)
  }
  if (signing.test(near) && /投资|金额|资金|额/.test(near)) return read('signed', 0.8)
  if (/计划|拟|规划/.test(near)) return read('plan', 0.7)
  return read('actual', done.test(near) ? 1 : 0.9)
}

/** True behind 达产后, 投产后 … in the same sentence, unless a time or word of results stands between. */
const onceRunning = (said: string): boolean => {
  const at = Math.max(
    ...['达产后', '投产后', '建成后', '满产后', '投用后', '达效后', '投运后', '建成投用', '投入运营后'].map((word) =>
      said.lastIndexOf(word),
    ),
  )
  return at >= 0 && !/[。；;]|已|目前|现有|累计|截至|去年|今年|上半年|季度|\d月|实际/.test(said.slice(at + 3))
}

/** A goal of an earlier clause goes on until a result is reported: 力争到2025年…;2027年…. */
const carriedGoal = ({ previous, before, earlier, isGrowth, isPast }: ModalitySigns): ModalityRead | null => {
  if (isPast) return null
  if (previous !== 'target' && previous !== 'forecast') return null
  if (/已|目前|现有|累计|同比|截至|实际|去年/.test(before)) return null
  if (isGrowth && !/年均|增长率|增速/.test(before)) return null
  return read(previous, goal.test(earlier) || expected.test(earlier) ? 0.8 : 0.7, 'modality-carried')
}
