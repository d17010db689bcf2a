/** A place in the text where a number or its unit seems to have been lost, [start, end) in the text's units. */
export interface Lost {
  start: number
  end: number
  what: 'number-lost' | 'unit-lost'
}

const scale = '(?:万|亿|千万|百万|十万)'
const unit = '(?:吨|元|千瓦时?|平方米|亩|立方米|辆|套|台|只|片|米|公斤|GWh|MWh|GW|MW)'

/** 建成生产线万吨碳酸锂项目, 完成投资亿元: a noun or verb that a number follows, and then only the scale and the unit. */
const bareScale = new RegExp(
  `(?:生产线|总投资|完成投资|投资额|产值|营业收入|营收|利润|税收|储量|产能|产量|占地|面积|金额|共计|合计|累计|达到|超过|突破|增长到|提高到)(?:约|达|为)?(${scale}${unit})(?!级|以上|以下|元产|元级)(?=[,。;、]|[一-鿿]{0,8}(?:项目|生产线|工程|,|。|;))`,
  'g',
)
/** 产值达120, 总投资50。 : a number of money or mass that ends the clause without a unit. */
const bareNumber =
  /(?:总投资|产值|营业收入|完成投资|投资额|税收|产能|产量|储量)(?:约|达|为|达到|超|超过|突破)?(\d{1,6}(?:\.\d{1,3})?)(?=[,。;])/g
/** Large classes said on purpose: 产值达千亿, 百亿企业, 达到万吨级. */
const onPurpose = /^(?:百万|千万|十万)/

/** Where a number before its scale word, or the unit behind a number, was lost in copying. Linear in the text. */
export const findLost = (text: string): Lost[] => {
  const found: Lost[] = []
  for (const match of text.matchAll(bareScale)) {
    if (onPurpose.test(match[1]!)) continue
    found.push({ start: match.index, end: match.index + match[0].length, what: 'number-lost' })
  }
  for (const match of text.matchAll(bareNumber)) {
    if (/^(?:19|20)\d\d$/.test(match[1]!)) continue
    found.push({ start: match.index, end: match.index + match[0].length, what: 'unit-lost' })
  }
  return found.sort((a, b) => a.start - b.start)
}
