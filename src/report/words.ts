import type { Words } from '../base/lang.ts'

/** Fixed words of briefs and reports, in both languages. */
export const reportWords = {
  noData: { zh: '无数据', en: 'no data' },
  notDue: { zh: '尚未到期', en: 'not due yet' },
  noSource: { zh: '无来源', en: 'No source.' },
  counted: { zh: '按本工作区台账计数，{day}。', en: "Counted from this workspace's register, {day}." },
  formula: { zh: '算得：{formula}', en: 'Computed: {formula}' },
  seeNote: { zh: '{value}见注{number}', en: '{value}: see note {number}' },
  weak: { zh: '来源较弱', en: 'weak source' },
  unsigned: { zh: '未署名', en: 'unsigned' },
  undated: { zh: '无日期', en: 'undated' },
} as const satisfies Record<string, Words>
