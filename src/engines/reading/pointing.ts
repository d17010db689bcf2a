import { findPlaces } from '../../base/region.ts'
import type { Kind } from './entities.ts'

/** 全市, 我省: the place by its level. */
export const own = /^(?:全|我|该|本|辖|此)(省|市|州|县|区|旗|地)(?!场|块|间|域)/
/** 该项目, 上述企业 */
export const pointing =
  /^(?:该|本|此|这个|这一|这家|这些|上述|前述)(?:建设|投资|技改|扩建|新建)?(项目|工程|生产线|产线|公司|企业|集团|园区|开发区|经开区|高新区|新区|基地|产业园|产业集群|产业链|产业|行业|集群|厂|园)(.*)$/
/** 公司, 园区 without a word that points */
export const shortened = /^(上市公司|公司|集团|项目|园区|开发区|集群|基地|矿区|产业园)(?!数|库|经理|部|个)(.*)$/
/** 一期项目 */
export const phased = /^[（(]?(一期|二期|三期|四期|五期|首期|一二期|一、二期|后续二期)[）)]?(项目|工程)?(.*)$/
export const kindsPointed: Record<string, Kind> = {
  项目: 'project',
  工程: 'project',
  生产线: 'project',
  产线: 'project',
  基地: 'project',
  产业园: 'project',
  矿区: 'project',
  公司: 'firm',
  上市公司: 'firm',
  企业: 'firm',
  集团: 'firm',
  厂: 'firm',
  园区: 'park',
  园: 'park',
  开发区: 'park',
  经开区: 'park',
  高新区: 'park',
  新区: 'park',
  产业集群: 'industry',
  产业链: 'industry',
  产业: 'industry',
  行业: 'industry',
  集群: 'industry',
}

/** Nouns that no number is said of; a clause that begins with one still speaks of what was spoken of before. */
export const abstract =
  /(优势|制度|机制|情况|环境|条件|政策|工作|成效|成果|督办单|目标|任务|发展|建设|服务|精神|理念|作用|水平|方式|模式|活动|步伐|需求|趋势|态势|格局|潜力|动能|现场|适时|会议|消息|领导|职能部门|洽谈|势头|强劲|工业经济|县域经济|经济运行|增势|生产|运行|消费|投资|支撑|后劲|标准|工艺|技术|结构|质量|品牌|链条)$|^新?(开工|签约|投产|引进|建成|竣工|增|签)$/
/** Who governs or reports, and what only introduces a project's parts, is no subject of figures. */
export const notSpoken =
  /(?:政府|新闻办|管委会|党工委|市委|县委|区委|省委|州委|[^邮]局|厅|委员会|办公室|部门|领导小组|专班|官方|指挥部|常委会|党组|报社|日报|网讯)$|^(?:建设内容|建设规模|主要内容)/
/** 某企业拥有…, 某地盛产…: what has or is something is spoken of. */
export const possession = /^(?:现|还|也|均|都)?(?:拥有|具有|是|为|位于|地处|属|成立|作为|盛产|素有|专注|从事|经营|主营)/
/** 产业势头强劲: how things stand. */
export const mood = /(?:势头|强劲|形势|态势|平稳|稳健|齐全)$/

const generic = new Set(
  '项目 企业 公司 一期 二期 三期 一期项目 二期项目 三期项目 四期项目 首期 首期项目 全部项目 总 年 新 累计 共 合计 工程 建设 建设内容 产品 主要产品 总量 数量 平均 规划 计划 该项 其 当年 全年 重点 单体 投资 整个 全部 目标 年均 预计 实际 净 人均 本地 产业 行业 全行业 协议 合同 意向 规划年 全球 国内 全国 世界 省外 省内 整体 区内 园区内 产业链 其余 其他 到位 落户 强度 序时 单位 规模以上 规上 税后 税前 两年 业内 用时 铺底 市场 全球市场 国内市场 当月 本月 上月 当季 增幅 增速 累计增速 位次 排名 总体 固定资产 直接 间接 带动 财政 综合 年综合 地方 企业实现 可实现 每年 年可 均 达产 达产年 经营期 运营期 生产期 投产 满产 新增 总规模 一般'.split(
    ' ',
  ),
)
export const isGeneric = (noun: string): boolean => generic.has(noun) || noun.length < 2

const hasPlace = new Map<string, boolean>()
/** Whether a noun says by itself of which place it is (包头市多晶硅, 全国), so that none has to be put before it. */
export const namesPlace = (noun: string): boolean => {
  const known = hasPlace.get(noun)
  if (known !== undefined) return known
  const found =
    /^(?:全[国省市县区州球旗]|我[国省市县区州]|中国|世界|国内|海外|国外)/.test(noun) ||
    findPlaces(noun.slice(0, 16)).some((place) => place.start === 0)
  if (hasPlace.size > 4000) hasPlace.clear()
  hasPlace.set(noun, found)
  return found
}

/** Adverbs that a place before a verb draws along. */
export const trailing =
  /^(?:及时|积极|大力|全力|着力|加快|持续|先后|累计|共|现|已|则|还|也|正|将|仅|其中|官方|当地|方面|境内|全境|各地|一直|始终|率先)$/
