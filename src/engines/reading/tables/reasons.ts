import type { Words } from '../../../base/lang.ts'

/** Why a claim read from a table is more or less sure, by reason code. */
export const tableReasonWords: Record<string, Words> = {
  'table.unit-of-caption': { zh: '单位取自表题', en: 'The unit comes from the caption of the table' },
  'table.unit-guessed': {
    zh: '表中没有写单位，由指标推定',
    en: 'The table states no unit; taken from what is measured',
  },
  'table.no-unit': { zh: '表中没有写单位，数值原样读取', en: 'The table states no unit; the number stands as it is' },
  'table.scale-twice': {
    zh: '单元格和表头都写了万或亿，可能重复',
    en: 'Cell and header both name a scale; one of them may be meant twice',
  },
  'table.measure-of-caption': { zh: '指标取自表题', en: 'What is measured comes from the caption of the table' },
  'table.measure-as-written': { zh: '指标照表头原文', en: 'What is measured is called as the header calls it' },
  'table.no-period': { zh: '表中没有写时期', en: 'The table states no period' },
  'table.no-subject': { zh: '表中没有写明主体', en: 'The table does not say of whom' },
  'table.header-broken': {
    zh: '表头分成多行而没有合并单元格，可能断词',
    en: 'A header over several rows without merged cells; words may be broken',
  },
  'table.total': { zh: '合计行，是各行的总数', en: 'A row of totals, the sum of others' },
  'table.part-of': { zh: '其中项，已含在上一行内', en: 'A part, already in the row above' },
  'table.sum-differs': { zh: '各行相加与合计不符', en: 'The rows do not add up to the total' },
  'table.exact-value': {
    zh: '单元格显示的是舍入值，这里用表内的准确值',
    en: 'The cell shows a rounded number; the exact one it keeps is used',
  },
  'table.hidden': { zh: '在隐藏的行、列或工作表里', en: 'In a hidden row, column or sheet' },
  'table.ditto': { zh: '单元格写“同上”，取上一行的值', en: 'The cell says ditto; the value of the row above is taken' },
  'table.remark': { zh: '数字后附有说明', en: 'A remark stands behind the number' },
  'table.in-cell-text': { zh: '在单元格的文字里', en: 'In the words of a cell' },
  'table.named-by-header': { zh: '表头写明是名称', en: 'The header says that this is a name' },
}
