import { type Random, randomFrom } from './generated-random.ts'

const split = (words: string): string[] => words.split(' ')
export const cities = split(
  '宜宾 滁州 常州 宁德 遂宁 新余 荆门 洛阳 襄阳 湖州 柳州 赣州 衢州 合肥 郴州 永州 岳阳 自贡 曲靖 枣庄 龙岩 肇庆 盐城 江门',
)
const trades = split(
  '动力电池 新能源汽车 光伏 储能 有色金属 新型显示 生物医药 轨道交通 特色食品 纺织服装 氟化工 先进陶瓷 文化旅游 商贸物流 石墨新材料 稀土永磁',
)
const surnames = '李王张刘陈杨赵黄周吴徐孙马朱胡'.split('')
const given = split('建国 志强 丽华 文博 晓东 海燕 永福 春生 立新 国栋 玉兰 思远')
const brands = split('远航 华泽 鼎盛 天元 恒信 宏图 瑞丰 中科 新锐 金沙 瑞博 联创 博远 启明')

const number = (r: Random, max: number) =>
  r.chance(0.4) ? (r.next() * max).toFixed(r.below(3)) : String(1 + r.below(max))
const person = (r: Random) => r.pick(surnames) + r.pick(given)
const company = (r: Random, city: string) =>
  `${city}${r.pick(brands)}${r.pick(['新能源科技', '新材料', '电子', '矿业', '装备制造', '体育用品', '制药', '置业'])}有限公司`
const day = (r: Random) => `${1 + r.below(12)}月${1 + r.below(28)}日`
const year = (r: Random) => 2019 + r.below(7)
const han = '一二三四五六七八九十'.split('')

const sentence = (r: Random, city: string, trade: string): string => {
  const y = year(r)
  return r.pick([
    () => `${y}年,${city}市${trade}产业产值达${number(r, 2000)}亿元,同比增长${number(r, 60)}%。`,
    () => `目前,全市共有规模以上${trade}企业${1 + r.below(300)}家,从业人员${number(r, 20)}万人。`,
    () => `${company(r, city)}负责人${person(r)}表示,公司将继续加大研发投入,力争三年内产能达到${number(r, 50)}万吨。`,
    () =>
      `据介绍,该项目总投资${number(r, 300)}亿元,其中一期投资${number(r, 90)}亿元,预计${y + 1}年${1 + r.below(12)}月建成投产。`,
    () => `近年来,${city}市围绕${trade}全产业链,坚持招大引强与培优育强并举,一批补链强链项目相继落地。`,
    () => `“这里的营商环境很好,审批只用了${1 + r.below(30)}天。”${company(r, city)}总经理${person(r)}说。`,
    () => `会议强调,要压实责任、倒排工期,确保重点项目按期投产;要做好用地、用能和融资保障,为企业排忧解难。`,
    () =>
      `下一步,${city}市将出台《${city}市${trade}产业高质量发展行动方案(${y}—${y + 3}年)》,从${3 + r.below(10)}个方面支持企业发展。`,
    () =>
      `为什么企业愿意来?答案写在产业链里:上下游配套半径不超过${10 + r.below(90)}公里,物流成本下降${number(r, 30)}%。`,
    () => `截至${1 + r.below(12)}月底,累计完成投资${number(r, 500)}亿元,占年度计划的${number(r, 100)}%。`,
    () => `当地还设立了总规模${number(r, 100)}亿元的产业引导基金,已投项目${1 + r.below(60)}个。`,
    () => `在生产车间,机械臂正有序作业,平均每${1 + r.below(90)}秒就有一件产品下线。`,
    () =>
      `${person(r)}介绍,园区已建成标准厂房${number(r, 90)}万平方米,入驻率${number(r, 100)}%,吸纳就业${number(r, 5)}万人。`,
    () =>
      `${day(r)},${city}市政府与${company(r, city)}签订战略合作协议,双方将在技术研发、人才培养、市场开拓等方面深化合作。`,
    () => `受原材料价格波动影响,${trade}企业利润率由${number(r, 20)}%降至${number(r, 10)}%,但订单量仍保持增长。`,
    () => `力争到${y + 2}年,全市${trade}产业规模突破${100 * (1 + r.below(20))}亿元,培育上市企业${2 + r.below(8)}家。`,
  ])()
}

/** Sentences that speak of what dirt is made of and belong to their page all the same. */
export const traps = [
  '研究团队用蒙特卡罗方法对电池热失控进行了一万次模拟,结果表明概率低于千分之一。',
  '市公安局通报,全市共打掉网络赌博团伙12个,涉案资金3.2亿元,查处为博彩网站推广引流的公司5家。',
  '本次健身步道由体育彩票公益金资助建设,总投入860万元,覆盖社区23个。',
  '澳门统计暨普查局公布,上半年澳门博彩毛收入1137.8亿澳门元,同比上升41.9%,入境旅客1672万人次。',
  '金沙矿业有限公司年产2万吨碳酸锂项目通过环评,计划投资18亿元。',
  '该平台官网提供下载服务,注册企业可登录系统申报,全年受理1.2万件。',
  '体育产业园引进体育器材企业36家,产值突破50亿元。',
  '客服中心24小时在线,全年服务热线接听12.6万次,办结率99%。',
  '网友评论说,家门口的就业岗位多了,一年新增2300个。',
  '开发区管委会回复称,将在30个工作日内完成全部手续。',
  '全市医药制造业增加值增长12.3%,其中抗肿瘤药产值38亿元,疫苗产值21亿元。',
  '1至6月,商品房销售面积186.5万平方米,销售额112.4亿元,均价每平方米6027元。',
  '古城景区推出门票五折优惠,端午假期接待游客36.8万人次,实现旅游收入2.1亿元。',
  '展馆打出“来了就不想走”“让世界看见丰水”的标语,三天吸引采购商1.8万人。',
  '彩湖县去年地区生产总值突破200亿元,彩湖工业园贡献了其中的六成。',
  '公司网上商城注册会员突破80万人,线上销售额占比达到35%。',
  '游戏动漫产业园入驻企业120家,上半年完成营业收入46亿元,电竞赛事带动消费3亿元。',
  '对涉及群众投诉举报的312件问题,全部建立台账,办结率98.7%。',
  '直播基地培育主播2300名,带动农产品销售额12.5亿元。',
  '企业扫码即可查看政策条款,点击“一键申报”后3个工作日内兑付资金。',
]

const shortTraps = ['怎样才算链主企业?', '谁来建?钱从哪里来?', '政策什么时候兑现?', '产业园的热闹从哪来']

const headline = (r: Random, city: string, trade: string): string =>
  r.pick([
    `${city}:${trade}产业跑出加速度`,
    `${city}市推动${trade}产业高质量发展观察`,
    `${trade}“链”动${city}`,
    `${city}市${trade}产业座谈会召开`,
    `${city}${trade}产业链上的“${r.pick(['加减法', '新引擎', '硬支撑'])}”`,
    `总投资${1 + r.below(300)}亿元!${city}集中开工${2 + r.below(90)}个重大项目`,
  ])

const sourceLine = (r: Random): string =>
  r.pick([
    () => `来源:示范新闻网 ${2020 + r.below(6)}-0${1 + r.below(9)}-1${r.below(10)} 1${r.below(10)}:2${r.below(10)}`,
    () => `${2020 + r.below(6)}年0${1 + r.below(9)}月1${r.below(10)}日 来源:示范日报 作者:${person(r)}`,
    () => `发布时间:${2020 + r.below(6)}-0${1 + r.below(9)}-1${r.below(10)} 信息来源:市工信局`,
  ])()

const paragraph = (r: Random, city: string, trade: string): string => {
  let text = ''
  const count = 2 + r.below(3)
  for (let s = 0; s < count; s++) text += sentence(r, city, trade)
  if (r.chance(0.15)) text += r.pick(traps)
  return text
}

type Template = (r: Random, city: string, trade: string) => string[]

const wire: Template = (r, city, trade) => {
  const lines = [headline(r, city, trade)]
  if (r.chance(0.6)) lines.push(sourceLine(r))
  const n = 4 + r.below(5)
  for (let p = 0; p < n; p++) lines.push(paragraph(r, city, trade))
  lines[lines.length - n] =
    `${r.pick(['中新网', '新华社', '人民网', '示范日报'])}${city}${day(r)}电(${r.chance(0.5) ? '记者 ' : ''}${person(r)})${lines[lines.length - n]}`
  lines[lines.length - 1] += '(完)'
  return lines
}

const notice: Template = (r, city, trade) => [
  `${city}市人民政府办公室关于印发${city}市促进${trade}产业发展若干措施的通知`,
  `${city}政办发〔${year(r)}〕${1 + r.below(60)}号`,
  '各县(市、区)人民政府,市直有关单位:',
  `《${city}市促进${trade}产业发展若干措施》已经市人民政府同意,现印发给你们,请认真贯彻执行。`,
  `${city}市人民政府办公室`,
  `${year(r)}年${day(r)}`,
  ...['总体要求', '主要目标', '重点任务', '保障措施'].flatMap((name, i) => [
    `${han[i]}、${name}`,
    ...Array.from({ length: 1 + r.below(3) }, (_, k) => `(${han[k]})${paragraph(r, city, trade)}`),
  ]),
  `联系人:${person(r)},联系电话:0${700 + r.below(90)}-${2000000 + r.below(900000)}`,
  `附件:${city}市${trade}产业重点项目清单`,
]

const feature: Template = (r, city, trade) => {
  const lines = [headline(r, city, trade), `本报记者 ${person(r)} 通讯员 ${person(r)}`]
  for (const name of ['产业集聚,向“新”而行', '补短板,向“链”发力', '优服务,向“实”而为']) {
    lines.push(r.chance(0.3) ? r.pick(shortTraps) : name)
    const n = 1 + r.below(3)
    for (let p = 0; p < n; p++) lines.push(paragraph(r, city, trade))
    if (r.chance(0.3)) lines.push(`▲${city}一家企业的生产车间。${person(r)}摄`)
  }
  return lines
}

const bulletin: Template = (r, city, trade) => {
  const names = ['地区生产总值', '第一产业', '第二产业', '第三产业', '规模以上工业增加值', '固定资产投资', '进出口总额']
  return [
    `${city}市${year(r)}年国民经济和社会发展统计公报`,
    `${city}市统计局`,
    `${year(r)}年${day(r)}`,
    `${han[0]}、综合`,
    paragraph(r, city, trade),
    `表1 ${year(r)}年主要指标`,
    '单位:亿元、%',
    '指标 绝对数 比上年增长',
    ...names.map((name) => `${name} ${number(r, 3000)} ${number(r, 20)}`),
    `${han[1]}、${trade}`,
    paragraph(r, city, trade),
    `注:本公报数据均为初步统计数,部分数据因四舍五入的原因,存在总计与分项合计不等的情况。`,
  ]
}

const questions: Template = (r, city, trade) => [
  `《${city}市${trade}产业扶持办法》政策问答`,
  ...['哪些企业可以申报?', '补贴标准是多少?', '资金什么时候到账?', '如何查询办理进度?'].flatMap((q, i) => [
    `问${i + 1}:${q}`,
    `答:${paragraph(r, city, trade)}`,
  ]),
  `咨询电话:0${700 + r.below(90)}-${2000000 + r.below(900000)}(工作日9:00—17:00)`,
  `办公地址:${city}市政务服务中心${1 + r.below(6)}楼`,
]

const projects: Template = (r, city, trade) => [
  `${city}市${trade}重点项目清单`,
  '序号 项目名称 建设内容 总投资(亿元) 责任单位',
  ...Array.from(
    { length: 6 + r.below(10) },
    (_, i) =>
      `${i + 1} ${company(r, city)}${trade}项目 年产${number(r, 20)}万吨 ${number(r, 100)} ${r.pick(['市工信局', '高新区管委会', '经开区管委会'])}`,
  ),
  paragraph(r, city, trade),
]

const profile: Template = (r, city, trade) => [
  company(r, city),
  `公司成立于${2000 + r.below(20)}年,注册资本${number(r, 50)}亿元,是一家从事${trade}研发、生产和销售的高新技术企业。${paragraph(r, city, trade)}`,
  paragraph(r, city, trade),
  `地址:${city}市高新区创新大道${1 + r.below(200)}号`,
  `联系电话:0${700 + r.below(90)}-${2000000 + r.below(900000)}`,
]

const speech: Template = (r, city, trade) => [
  `在${city}市${trade}产业推进会上的讲话`,
  `(${year(r)}年${day(r)})`,
  person(r),
  '同志们:',
  ...Array.from(
    { length: 4 + r.below(4) },
    (_, i) => `${i === 0 ? '今天会议的主要任务是总结工作、部署任务。' : `${han[i - 1]}要`}${paragraph(r, city, trade)}`,
  ),
  '同志们,时不我待,让我们一起加油干!',
]

const digest: Template = (r, city, trade) => [
  `${city}一周产业要闻`,
  ...Array.from({ length: 4 + r.below(4) }, (_, i) => `${i + 1}.${paragraph(r, city, trade)}`),
]

const shown: Template = (r, city, trade) => [
  `${city}文旅“火”出圈🔥`,
  `五一假期,${city}古城人山人海🎉,三天接待游客${number(r, 200)}万人次。`,
  paragraph(r, city, trade),
  `游客${person(r)}说:“风景美,东西好吃,下次还来😀!”`,
  `网友留言最多的是停车难,对此${city}市新增停车位${100 + r.below(900)}个,相关评论区的点赞超过${1 + r.below(20)}万次。`,
  paragraph(r, city, trade),
]

const templates: readonly Template[] = [
  wire,
  wire,
  wire,
  notice,
  feature,
  feature,
  bulletin,
  questions,
  projects,
  profile,
  speech,
  digest,
  shown,
]

/** A page of made-up news or official text without any dirt; every line of it belongs to it. */
export const cleanPage = (seed: number): string[] => {
  const r = randomFrom(seed * 7919 + 17)
  const lines = r.pick(templates)(r, r.pick(cities), r.pick(trades))
  if (r.chance(0.25)) lines.splice(Math.min(lines.length - 1, 2 + r.below(3)), 0, r.pick(traps))
  return [...new Set(lines)]
}
