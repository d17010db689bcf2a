import { describe, expect, test } from 'vitest'
import { read } from '../read.ts'

const claimsOf = (text: string) => read(new TextEncoder().encode(text)).claims
const of = (text: string, kind: string) => claimsOf(text).filter((c) => c.kind === kind)
const lists = (text: string) => of(text, 'list').map((c) => [c.items, c.value])

describe('lists', () => {
  test.each([
    ['供应四款核心溶剂(甲酯、乙酯、丙酯、丁酯),每年10万吨。', [[['甲酯', '乙酯', '丙酯', '丁酯'], 4]]],
    ['建设两大基地,分别是北港基地和南山基地。', [[['北港基地', '南山基地'], 2]]],
    [
      '要做好三方面工作:一是抓项目建设,加快进度;二是抓要素保障,优化服务;三是抓安全生产。',
      [[['抓项目建设', '抓要素保障', '抓安全生产'], 3]],
    ],
    ['围绕产业载体建设、项目招引、人才引育等方面交流。', [[['产业载体建设', '项目招引', '人才引育'], null]]],
    ['打火机、箱包、五金三大传统出口行业复苏。', [[['打火机', '箱包', '五金'], 3]]],
    ['由生产型板块、配套型板块、公园板块等三大板块组成。', [[['生产型板块', '配套型板块', '公园板块'], 3]]],
  ])('%s', (text, expected) => expect(lists(text)).toEqual(expected))

  test('a row of persons is no list of things', () => {
    expect(lists('县领导谢晓明、高勇、林云、李相平等出席会议。')).toEqual([])
    expect(lists('副市长张中平、发改局局长王建明、投资集团董事长杨云等参加。')).toEqual([])
  })

  test('points that skip a number are not one list, and 一是 alone is none', () => {
    expect(lists('一是抓项目。三是抓服务。')).toEqual([])
    expect(lists('这一是非曲直,自有公论。')).toEqual([])
  })
})

describe('strategy codes', () => {
  const code = (text: string) => of(text, 'policy').map((c) => c.subject)
  test.each([
    ['落实“1+5+2”工作安排。', ['“1+5+2”工作安排']],
    ['构建“3+1+N”产业体系。', ['“3+1+N”产业体系']],
    ['“一园六区”引进项目470个。', ['“一园六区”']],
    ['推进“一体两翼、三港四链”发展战略。', ['“一体两翼、三港四链”发展战略']],
    ['开展“三个一批”活动。', ['“三个一批”活动']],
    ['培育“四大五小”产业。', ['“四大五小”']],
  ])('%s', (text, expected) => expect(code(text)).toEqual(expected))

  test('sayings and model numbers are no codes', () => {
    for (const text of ['要有“一心一意”的劲头。', '研发“2035”号样机。', '“三心二意”不可取。'])
      expect(code(text)).toEqual([])
  })

  test('digits that the lists bear out make both surer; lists of other sizes make the code wait', () => {
    const agrees = of(
      '按照“123”工作思路,围绕建设新城这一总目标,建设东区、西区两大片区,发展整车、电池、电机三大产业。',
      'policy',
    )[0]!
    expect(agrees.reasons).toContain('named.code-parts-agree')
    expect(agrees.confidence).toBeGreaterThan(0.9)
    const differs = of(
      '按照“345”工作思路,建设东区、西区两大片区,发展整车、电池、电机三大产业,办好甲、乙、丙、丁四件实事,建设北港、南山两大基地。'.replace(
        ',办好甲、乙、丙、丁四件实事',
        '',
      ),
      'policy',
    )[0]!
    expect(differs.reasons).toContain('named.code-parts-differ')
    expect(differs.status).toBe('pending')
  })
})

describe('papers', () => {
  test('named in full without marks, behind the act', () => {
    const [policy] = of('金华市人民政府印发关于推动经济高质量发展若干政策举措(2025年版)的通知。', 'policy')
    expect(policy).toMatchObject({
      subject: '关于推动经济高质量发展若干政策举措(2025年版)的通知',
      measure: '印发',
      organisation: '金华市人民政府',
      reasons: ['named.full-title'],
      status: 'pending',
    })
  })

  test('with number, and 《方案》 as the one named before', () => {
    const text =
      '近日,丰水市印发《丰水市电池产业链长制优化方案》(丰政办发〔2023〕35号)。《方案》明确了分工。《方案》提出了目标。'
    expect(of(text, 'policy').map((c) => [c.subject, c.items])).toEqual([
      ['丰水市电池产业链长制优化方案', ['丰政办发〔2023〕35号', '《方案》']],
    ])
  })

  test('a year in a title dates nothing that is said', () => {
    const text = '按照《2025年电池产业发展规划》要求,产值达120亿元。'
    expect(claimsOf(text).find((c) => c.kind === 'quantity')).toMatchObject({ from: null, to: null })
  })
})

describe('places one character off', () => {
  const place = (text: string) => of(text, 'place').find((c) => c.subject === '宜昌市')
  test('are doubted where the context points home, and never changed', () => {
    const doubted = place('郴州市锂矿丰富,分布在临武、宜昌、桂阳等县。郴州市正在勘查。')
    expect(doubted).toMatchObject({
      quote: '宜昌',
      items: ['湖南省郴州市宜章县'],
      confidence: 0.5,
      reasons: ['place-doubtful'],
      status: 'pending',
    })
    expect(place('郴州市宜昌县的锂矿,郴州市正在勘查。')?.reasons ?? ['place-doubtful']).toEqual(['place-doubtful'])
  })
  test('are believed where the page speaks of their own province, or nothing points home', () => {
    expect(place('郴州市与湖北省宜昌市签约,郴州市产业发展。')?.reasons).toEqual([])
    expect(place('郴州市考察团赴宜昌市学习,郴州市产业发展。')?.reasons).toEqual([])
  })
})
