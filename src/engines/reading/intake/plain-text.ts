/** Radicals that fonts name instead of the character of the same form; those that Unicode's own compatibility forms leave out. */
const radicals: Record<string, string> = Object.fromEntries(
  [
    ...'⺒巳⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟'.matchAll(
      /../gu,
    ),
  ].map(([pair]) => [...pair] as [string, string]),
)

const unusual = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]/g
const unprintable = /[\u0000-\u001f\u007f-\u009f\u00ad\ufffe\uffff]/g
const nothing = /[\u00ad\ufffe\uffff]/

/** The characters a person sees: one form of each, spaces for control characters (some fonts name their space so), no halves of a pair. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .replace(unprintable, (char) => (nothing.test(char) ? '' : ' '))
    .replace(unusual, (char) => radicals[char] ?? char.normalize('NFKC'))
