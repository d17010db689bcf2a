/**
 * Pages in the manner of a county's news, written by a seeded generator from our own sentences: what the speed of the
 * reader is measured on. The same size and seed give the same page.
 */
const places = ['临江市', '青溪县', '云台区', '白石镇', '石门园区', '高新区', '经开区', '东湖新区']
const firms = ['华源锂业', '新峰电池', '远海储能', '蓝谷材料', '恒川矿业', '金桥装备', '锐能科技', '南岭硅业']
const things = ['碳酸锂', '磷酸铁锂', '储能电芯', '隔膜', '电解液', '铜箔', '逆变器', '光伏组件']

const sentences: ((n: (from: number, to: number) => string, pick: (list: string[]) => string) => string)[] = [
  (n, pick) =>
    `${n(2, 9)}月${n(1, 28)}日，${pick(places)}发布消息，今年1—${n(2, 9)}月全${pick(['市', '县', '区'])}规模以上工业增加值增长${n(2, 19)}.${n(1, 9)}%，较上年同期提高${n(1, 4)}.${n(1, 9)}个百分点。`,
  (n, pick) =>
    `${pick(firms)}年产${n(2, 40)}万吨${pick(things)}项目总投资约${n(12, 180)}亿元，占地${n(120, 900)}余亩，分${pick(['两', '三'])}期建设。`,
  (n, pick) =>
    `力争到202${n(5, 9)}年，${pick(things)}产业产值突破${n(3, 24)}00亿元，培育链主企业${n(2, 9)}家以上、规模企业近百家。`,
  (_, pick) =>
    `会议指出，要坚持问题导向，聚焦重点环节，加快延链补链强链，推动${pick(things)}产业向高端化、智能化、绿色化方向发展。`,
  (n, pick) =>
    `截至目前，${pick(places)}已建成${n(2, 30)}GWh${pick(things)}产能，储能装机${n(20, 300)}万千瓦，${pick(things)}出口额${n(1000, 9000)}万美元。`,
  (n, pick) =>
    `${pick(firms)}负责人介绍，公司去年实现营业收入${n(2, 90)}.${n(10, 99)}亿元，其中研发投入占比不低于${n(3, 12)}%，带动就业${n(300, 5000)}余人。`,
  (_, pick) =>
    `${pick(places)}相关部门负责人表示，下一步将持续优化营商环境，为企业提供全周期服务，确保项目早开工、早投产、早达效。`,
  (n, pick) =>
    `${pick(firms)}与${pick(firms)}签署合作协议，双方将在${pick(places)}共建${pick(things)}基地，一期投资${n(3, 9)}亿元，预计明年底投产。`,
  (n, pick) =>
    `全市锂矿石资源量${n(2, 9)}.${n(1, 9)}亿吨，品位0.${n(2, 4)}%—0.${n(5, 9)}%，${pick(things)}均价为${n(6, 12)}.${n(1, 9)}万元/吨。`,
  (_, pick) => `走进${pick(firms)}的生产车间，机械臂来回穿梭，一条条自动化生产线高速运转，工人们正在有序作业。`,
]

/** A page of about `characters` units: a title, a dateline, then paragraphs of three to six sentences. */
export const generatedPage = (characters: number, seed = 1): string => {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  const n = (from: number, to: number): string => String(from + Math.floor(next() * (to - from + 1)))
  const pick = (list: string[]): string => list[Math.floor(next() * list.length)]!
  const parts = ['临江市锂电产业链运行情况\n2024-06-19 来源：临江日报\n']
  let length = parts[0]!.length
  while (length < characters) {
    let paragraph = ''
    const count = 3 + Math.floor(next() * 4)
    for (let i = 0; i < count; i++) paragraph += sentences[Math.floor(next() * sentences.length)]!(n, pick)
    parts.push(`${paragraph}\n`)
    length += paragraph.length + 1
  }
  return parts.join('')
}
