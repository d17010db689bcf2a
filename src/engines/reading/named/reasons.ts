import type { Words } from '../../../base/lang.ts'

/** Why a claim about a named thing is believed as far as it is, by reason code. */
export const namedReasonWords: Record<string, Words> = {
  'named.title-before-name': { zh: '姓名紧跟在职务后面。', en: 'The name stands right behind a title of office.' },
  'named.body-of-page': {
    zh: '职务没有写明单位，按上文或本页所述地区推定。',
    en: 'The title names no body; taken from the place spoken of before or by the page.',
  },
  'named.byline': { zh: '署名为记者或通讯员。', en: 'Signed as a reporter of the page.' },
  'named.title-marks': { zh: '书名号里的文件名。', en: 'The name of a paper between title marks.' },
  'place-doubtful': {
    zh: '地名与本页所述地区的一个县只差一字，疑似误写；未作改动。',
    en: 'One character off a county of the region the page is about; it may be a slip. Nothing was changed.',
  },
  'named.full-title': {
    zh: '没有书名号，由“印发”等动词后的完整文件名认出。',
    en: 'Without title marks: known by the full name of a paper behind a word such as “issued”.',
  },
  'named.code-parts-agree': {
    zh: '代号的各位数字与文中列出的各项个数一致。',
    en: 'The digits of the code are the numbers of items the text lists.',
  },
  'named.code-parts-differ': {
    zh: '代号的数字与文中列出的各项个数不一致。',
    en: 'The digits of the code are not the numbers of items the text lists.',
  },
  'named.strategy-code': {
    zh: '引号里的战略代号，数字是其中各项的个数，不是数量。',
    en: 'A strategy code in quotes: its digits count its parts and are no quantity.',
  },
  'named.by-ending': {
    zh: '由名称的结尾（公司、局、领导小组等）认出。',
    en: 'Known by how the name ends (company, bureau, committee …).',
  },
  'named.by-brand': { zh: '只有字号和行业，没有全称。', en: 'Brand and trade only, without the full name.' },
  'named.with-short-form': { zh: '文中另以简称出现。', en: 'The page also uses a short form of the name.' },
  'named.list-count-agrees': { zh: '列出的项数与文中说的个数一致。', en: 'As many items as the text says there are.' },
  'named.list-count-differs': {
    zh: '列出的项数与文中说的个数不一致。',
    en: 'Not as many items as the text says there are.',
  },
  'named.list-open': { zh: '以“等”结尾，没有列全。', en: 'Ends in “and others”: not the whole list.' },
  'named.list': { zh: '文中逐项列出。', en: 'Listed item by item.' },
  'named.relation-word': {
    zh: '由表示关系的词和两边的名称认出。',
    en: 'Known by a word of relation and the names on both sides.',
  },
  'named.event-word': {
    zh: '由表示进展的词（签约、开工、投产等）认出。',
    en: 'Known by a word of progress (signed, started, in production …).',
  },
}
