import type { Words } from '../../base/lang.ts'
import { namedReasonWords } from './named/reasons.ts'
import { tableReasonWords } from './tables/reasons.ts'

/** Why a claim is more or less sure than usual, by stable code. Codes are stored; words may improve. */
export const reasonWords: Record<string, Words> = {
  ...namedReasonWords,
  ...tableReasonWords,
  'decimal-restored': { zh: '小数点疑似丢失，已按语义补回', en: 'A decimal point seems to be lost; it was put back' },
  'unit-inferred': {
    zh: '未写单位，按上文判为金额或人数',
    en: 'The unit was not written; taken as money or people from the words before',
  },
  'period-inferred': {
    zh: '年份未写明，由页面日期推定',
    en: 'The year is not stated; taken from the date of the page',
  },
  'period-carried': { zh: '时间承前句而来', en: 'The period carries over from an earlier sentence' },
  'subject-carried': { zh: '主语承前省略', en: 'The subject carries over from earlier words' },
  'subject-of-page': { zh: '未见主语，按全文所述地区', en: 'No subject found; taken as the place the page is about' },
  'subject-after': { zh: '主语在数字之后', en: 'The subject stands behind the number' },
  'measure-guessed': {
    zh: '未写明指标，由单位或动词推定',
    en: 'What is measured is not named; taken from the verb or unit',
  },
  'measure-shared': { zh: '指标与前一数字共用', en: 'The measure is shared with the number before' },
  'modality-carried': { zh: '目标或预期承前而来', en: 'Goal or expectation carries over from an earlier clause' },
  'modality-from-period': {
    zh: '所说时间在发布之后，不可能是实绩',
    en: 'The period lies after the page; it cannot be a result',
  },
  'modality-guessed': { zh: '实绩、目标或规划未明说', en: 'Result, goal or plan is not said outright' },
  'modality-of-project': { zh: '属项目内容，按规划处理', en: 'Part of what a project consists of; read as planned' },
  'modality-signed-or-plan': {
    zh: '签约项目的总投资，签约与规划两可',
    en: 'Investment of signed projects: signed or planned',
  },
  'list-shared': { zh: '“分别为”按次序对应', en: 'Matched in order by 分别为' },
  'growth-agrees': { zh: '增速与两期数值相符', en: 'The growth agrees with the two values' },
  'growth-contradicts': { zh: '增速与两期数值不符', en: 'The growth contradicts the two values' },
  'share-agrees': { zh: '占比与分子分母相符', en: 'The share agrees with part and whole' },
  'share-contradicts': { zh: '占比与分子分母不符', en: 'The share contradicts part and whole' },
  'part-exceeds-total': { zh: '部分大于总数', en: 'A part is larger than its total' },
  'sum-agrees': { zh: '分项之和与总数相符', en: 'The parts add up to the total' },
  'sum-exceeds-total': { zh: '分项之和大于总数', en: 'The parts add up to more than the total' },
  'goal-below-actual': { zh: '目标低于已经达到的数值', en: 'The goal is lower than what was already reached' },
  'cumulative-falls': { zh: '累计数后期小于前期', en: 'A running total falls from one date to a later one' },
  'scale-doubtful': {
    zh: '数值大小不合常理，“万”“亿”疑似写混',
    en: 'The size is not plausible; 万 and 亿 may have been mixed up',
  },
  'number-lost': {
    zh: '近旁有“万吨”“亿元”等而没有数字，数字疑似丢失',
    en: 'Nearby a scale and unit stand without their number; it seems to be lost',
  },
  'unit-lost': {
    zh: '近旁的数字没有单位，单位疑似丢失',
    en: 'Nearby a number stands without its unit; it seems to be lost',
  },
  'goals-fall': { zh: '后期目标低于前期', en: 'A later goal is lower than an earlier one' },
  'implausible-size': { zh: '数值大小不合常理，疑似单位有误', en: 'The size is not plausible; the unit may be wrong' },
  'repeated-in-page': { zh: '文中另有一处同样说法', en: 'The page says the same in another place' },
  'vote-agrees': { zh: '外部模型读法相同', en: 'The outside model reads it the same' },
  'vote-differs': { zh: '外部模型读法不同', en: 'The outside model reads it differently' },
  'vote-alone': { zh: '只有外部模型读出，须人工核对', en: 'Only the outside model read it; a person has to check' },
  'corrected-before': {
    zh: '同一句话在别处被人更正过',
    en: 'A person corrected the same sentence in another place',
  },
  'scale-only': { zh: '仅为数量级', en: 'Only an order of magnitude' },
}
