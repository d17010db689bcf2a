import { describe, expect, test } from 'vitest'
import { findMentions } from './quantities.ts'
import { findTimes } from './times.ts'

const read = (text: string) => {
  const times = findTimes(text, { day: '2024-06-19', year: 2024, yearInferred: false })
  return findMentions(text, times).map((one) => [text.slice(one.start, one.end), one.value, one.unit, one.bound])
}

describe('numbers with their units', () => {
  test.each([
    ['产值达7680亿元', '7680亿元', 7.68e11, 'CNY', 'eq'],
    ['总投资超过1400亿元', '超过1400亿元', 1.4e11, 'CNY', 'gt'],
    ['总投资约为36.88亿元', '约为36.88亿元', 3.688e9, 'CNY', 'approx'],
    ['出口额3474万美元', '3474万美元', 34_740_000, 'USD', 'eq'],
    ['产值4亿余元', '4亿余元', 4e8, 'CNY', 'gt'],
    ['产值上百亿元', '上百亿元', 1e10, 'CNY', 'ge'],
    ['产值变为788.97亿,', '788.97亿', 7.8897e10, 'CNY', 'eq'],
    ['净利润为-2.1亿元', '-2.1亿元', -2.1e8, 'CNY', 'eq'],
    ['均价7.5万元/吨', '7.5万元/吨', 75_000, 'CNY/t', 'eq'],
    ['每吨7.5万元', '每吨7.5万元', 75_000, 'CNY/t', 'eq'],
    ['电价0.45元/千瓦时', '0.45元/千瓦时', 0.00045, 'CNY/Wh', 'eq'],
    ['规模为2,000万吨/年', '2,000万吨/年', 2e7, 't/a', 'eq'],
    ['储量超500万吨', '超500万吨', 5e6, 't', 'gt'],
    ['多晶硅297.02万千克', '297.02万千克', 2970.2, 't', 'eq'],
    ['年产能7.2GWh,', '7.2GWh', 7.2e9, 'Wh', 'eq'],
    ['年产500亿瓦时', '500亿瓦时', 5e10, 'Wh', 'eq'],
    ['上网电量约15亿度', '约15亿度', 1.5e12, 'Wh', 'approx'],
    ['单机容量6.25兆瓦', '6.25兆瓦', 6.25e6, 'W', 'eq'],
    ['装机300万千瓦以上', '300万千瓦以上', 3e9, 'W', 'ge'],
    ['能量密度255Wh/kg', '255Wh/kg', 255, 'Wh/kg', 'eq'],
    ['占地8000余亩', '8000余亩', 8000, '亩', 'gt'],
    ['规划20平方公里', '20平方公里', 2e7, 'm2', 'eq'],
    ['全长7.3公里', '7.3公里', 7300, 'm', 'eq'],
    ['5000m3LNG站', '5000m3', 5000, 'm3', 'eq'],
    ['项目80余个', '80余个', 80, '{个}', 'gt'],
    ['矿产近10种', '近10种', 10, '{种}', 'lt'],
    ['企业5家以上', '5家以上', 5, '{家}', 'ge'],
    ['近百家企业', '近百家', 100, '{家}', 'lt'],
    ['汽车6.33万辆', '6.33万辆', 63_300, '{辆}', 'eq'],
    ['增长56%', '56%', 56, '%', 'eq'],
    ['占比不低于30%', '不低于30%', 30, '%', 'ge'],
    ['提高2.3个百分点', '2.3个百分点', 2.3, 'pp', 'eq'],
    ['增长2.1倍', '2.1倍', 2.1, 'x', 'eq'],
    ['占三成', '三成', 30, '%', 'eq'],
    ['占全省一半左右', '一半左右', 50, '%', 'approx'],
    ['占比过半', '过半', 50, '%', 'gt'],
    ['占百分之三十', '百分之三十', 30, '%', 'eq'],
    ['居全国第三', '全国第三', 3, '位', 'eq'],
    ['列全省第2位', '全省第2位', 2, '位', 'eq'],
    ['居全国首位', '全国首位', 1, '位', 'eq'],
    ['进入全国前十', '全国前十', 10, '位', 'le'],
    ['产值达千亿级规模', '千亿级', 1e11, 'CNY', 'approx'],
  ])('%s', (text, quote, value, unit, bound) => {
    expect(read(text)).toEqual([[quote, value, unit, bound]])
  })

  test('ranges complete the unit of their first number', () => {
    const range = (text: string) => findMentions(text, []).map((one) => [one.value, one.valueTo, one.unit])
    expect(range('收入20—30亿元')).toEqual([[2e9, 3e9, 'CNY']])
    expect(range('利税3至5亿元')).toEqual([[3e8, 5e8, 'CNY']])
    expect(range('品位0.2%至0.5%')).toEqual([[0.2, 0.5, '%']])
    expect(range('产能5万至8万吨')).toEqual([[50_000, 80_000, 't']])
    expect(range('投资8000—12000万元')).toEqual([[8e7, 1.2e8, 'CNY']])
    expect(range('七八亿元')).toEqual([[7e8, 8e8, 'CNY']])
  })

  test('names, orders, dates, codes, idioms and moods are no numbers', () => {
    const silent = [
      '按照“1546”发展战略,打造全国一流的之都',
      '郴政办函〔2023〕35号文件',
      '第41届竞赛第26届杯赛',
      '187****1028',
      '用三个“非常”盛赞',
      '香飘四海,集八方之智',
      '又一新举动',
      '共赢万亿级产业规模新未来',
      '是2024年湖南省十大产业项目之一',
      '出台“科创29条”',
      '学习贯彻党的二十大精神',
      '全球光伏20强企业',
      '客户24小时在线服务',
      '十年磨一剑,百年基因',
      '保持两位数的增长',
      '某矿业(600123)旗下',
      '加速构建“4+2+N”体系',
      '一批企业、一系列举措、一个平台',
      '4680电池、18650电芯、5G基站',
      '千家万户,千方百计',
      '坚持三个方面持续发力',
      '培育百亿企业、千亿产业',
      '一期、二期和1号楼',
    ]
    for (const text of silent) expect([text, read(text)]).toEqual([text, []])
  })

  test('bound words inside other words bound nothing', () => {
    expect(read('节约30%')).toEqual([['30%', 30, '%', 'eq']])
    expect(read('附近20家企业')).toEqual([['20家', 20, '{家}', 'eq']])
    expect(read('通过200家企业')).toEqual([['200家', 200, '{家}', 'eq']])
  })

  test('quotes lie inside the text and do not overlap, whatever the text', () => {
    const pieces = [
      '超',
      '近',
      '约',
      '100',
      '二十',
      '亿',
      '万',
      '元',
      '个',
      '家',
      '%',
      '第三',
      '全国',
      '以上',
      '—',
      '至',
      '成',
      '半',
      '分之',
      '/',
      '吨',
      ' ',
      ',',
      '“',
      '”',
      '《',
      '》',
    ]
    let seed = 7
    const next = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
    let found = 0
    for (let round = 0; round < 400; round++) {
      let text = ''
      for (let i = 0; i < 30; i++) text += pieces[next() % pieces.length]
      let last = 0
      for (const one of findMentions(text, [])) {
        found++
        expect(one.start).toBeGreaterThanOrEqual(last)
        expect(one.end).toBeGreaterThan(one.start)
        expect(one.end).toBeLessThanOrEqual(text.length)
        last = one.end
      }
    }
    expect(found).toBeGreaterThan(100)
  })
})
