export const zhBrief = {
  'brief.word': '下载 Word',
  'brief.print': '打印',
  'brief.footnotes': '注释与来源',
  'brief.section.empty': '本节暂无可说的数字。',
  'brief.note.open': '打开注 {number} 的依据',
}
