import type { Modality } from '../../base/quantity.ts'
import type { Clause } from './clauses.ts'

/** 涨幅最高的是氧化钕: what is found so is what the next clauses are about. */
export const identified = /(?:最[高大快多低小强长]的?|首位的?|第一的?)(?:分别|均|都)?[是为]([^，。；、\d]{2,12})$/

/** 在新能源产业方面: what one looks at is what is spoken of. */
export const inField = /^\s*(?:而|其中)?在([^，。；\d]{2,12}?)(?:方面|领域|环节)/

/** 以创业板上市的某光电为例: a firm that is an example. */
export const asExample = /以(?:[^，。；]{0,16}的)?([^，。；的]{2,12})为例/

/** 日前,某市印发…的意见,文件指出: what such a page says of a year is aimed at. */
export const issuesPlan =
  /(?:印发|发布|出台|制定|下发|公布)[^。]{0,60}(?:意见|规划|方案|计划|若干措施|纲要)[^。]{0,20}(?:指出|提出|明确|要求|确定)/

/** 新材料项目12个,总投资338亿元,…: the projects that open a row are what its amounts are of. */
export const opensRow = (text: string, clause: Clause, noun: string): boolean =>
  clause.opens !== 'list' &&
  noun.length >= 4 &&
  !/^[新已]?(?:开工|开复工|签约|在建|在谈|投产|竣工|复工|续建|新建)/.test(noun) &&
  /(?:项目|工程)$/.test(noun) &&
  /^[，,][^，。；]{0,8}投资/.test(text.slice(clause.end, clause.end + 12))

/** A clause without a number may set the mood for those that follow: 总体目标是：…, 预计到明年底，…. */
export const announced = (words: string): Modality | null => {
  if (/力争|争取|目标|确保|奋力/.test(words)) return 'target'
  if (/^(计划|拟)|计划用|计划投/.test(words.trim())) return 'plan'
  return /预计|有望/.test(words) ? 'forecast' : null
}
