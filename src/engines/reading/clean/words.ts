import type { Words } from '../../../base/lang.ts'
import type { SetAsideReason } from '../claim.ts'

/** Why a span was set aside: one sentence in each language, so that a reader can check the rule against the page. */
export const setAsideRules = {
  'before-dateline': {
    reason: 'injected',
    zh: '紧贴在电头前面，中间没有分隔，正文别处没有出现，与内容无关。',
    en: 'Glued in front of the dateline with no boundary, found nowhere else in the body, unrelated to it.',
  },
  'glued-name': {
    reason: 'injected',
    zh: '页面上单独出现的一个名称又贴在段落开头，与内容无关。',
    en: 'A name that stands alone on the page is glued to the start of a paragraph and has nothing to do with it.',
  },
  'glued-promotion': {
    reason: 'injected',
    zh: '推广用语插在句子中间，没有分隔，打断了句子。',
    en: 'Promotional words stuck into the middle of a sentence with no boundary, breaking it.',
  },
  'decorated-name': {
    reason: 'injected',
    zh: '用花样符号围起来的短语，不成句，与正文无关。',
    en: 'A phrase between decorative symbols, not a sentence, unrelated to the body.',
  },
  'bracketed-bait': {
    reason: 'injected',
    zh: '括号或星号里的推广词插在句子中间，与正文无关，也不是文件名称。',
    en: 'Promotional words in brackets or between stars inside a sentence, unrelated to the page and no paper’s name.',
  },
  'copy-mark': {
    reason: 'injected',
    zh: '段末句号后面的字母和网站名，是网站加的防复制标记。',
    en: 'Letters and the site’s name behind the last full stop: a mark the site adds against copying.',
  },
  'comment-heading': { reason: 'comment', zh: '评论区的标题。', en: 'The heading of a comment section.' },
  'masked-phone': {
    reason: 'comment',
    zh: '带打码手机号的网友评论。',
    en: 'A reader comment signed with a masked phone number.',
  },
  'comment-reply': {
    reason: 'comment',
    zh: '“某某 回复 某某”式的评论。',
    en: 'A comment of the form “X replies to Y”.',
  },
  'comment-vote': {
    reason: 'comment',
    zh: '评论的时间和推荐、不推荐标记。',
    en: 'Time of a comment with its recommend or not mark.',
  },
  'comment-from': {
    reason: 'comment',
    zh: '以“来自某地”结尾的评论。',
    en: 'A comment ending with where it came from.',
  },
  'comment-emoji': {
    reason: 'comment',
    zh: '以表情符号结尾、与正文无关的话。',
    en: 'A remark ending in emoji and unrelated to the body.',
  },
  'comment-zone': {
    reason: 'comment',
    zh: '在评论区里，不像正文。',
    en: 'Inside a comment section and unlike the body.',
  },
  breadcrumb: {
    reason: 'chrome',
    zh: '网站的位置导航。',
    en: 'The path line that says where on the site the page is.',
  },
  'site-words': {
    reason: 'chrome',
    zh: '网站的按钮、栏目、服务或版权文字，不成句。',
    en: 'Button, menu, service or copyright text of the site, not a sentence.',
  },
  notice: { reason: 'chrome', zh: '网站的声明，不是报道内容。', en: 'A notice of the site, not part of the story.' },
  'no-words': { reason: 'chrome', zh: '只有符号，没有文字。', en: 'Only symbols, no words.' },
  debris: { reason: 'chrome', zh: '残留的网页代码。', en: 'Left-over page code.' },
  'outside-main': {
    reason: 'chrome',
    zh: '在网页正文区域之外。',
    en: 'Outside the part of the page that holds the story.',
  },
  'page-furniture': {
    reason: 'chrome',
    zh: '页眉、页脚或页码，每页重复，不是正文。',
    en: 'Header, footer or number of a page, repeated on every page and not part of the text.',
  },
  watermark: {
    reason: 'chrome',
    zh: '斜放或竖放的文字（水印、印章或图上的标注），不在正文行里。',
    en: 'Text set at an angle (a watermark, a stamp or a label in a figure), outside the lines of the text.',
  },
  contents: { reason: 'chrome', zh: '目录里的一行。', en: 'A line of the table of contents.' },
  'related-heading': {
    reason: 'chrome',
    zh: '相关阅读一类栏目的标题。',
    en: 'The heading of a list of other stories.',
  },
  'related-story': {
    reason: 'foreign',
    zh: '相关阅读里的另一篇报道。',
    en: 'Another story, from a list of related reading.',
  },
  'other-story': {
    reason: 'foreign',
    zh: '同一页上接着排的另一篇文章，有自己的标题和来源。',
    en: 'Another article that follows on the same page, with a headline and source of its own.',
  },
  repeated: {
    reason: 'chrome',
    zh: '与前面的段落完全相同，是重复排出的。',
    en: 'The same as a paragraph above: printed twice.',
  },
  'cut-summary': {
    reason: 'chrome',
    zh: '从正文段落截出来的摘要，正文里有全文。',
    en: 'A summary cut out of a paragraph that stands on the page in full.',
  },
  promotion: {
    reason: 'advert',
    zh: '推广或博彩用语成串，与正文无关。',
    en: 'A run of promotional or gambling words, unrelated to the body.',
  },
  pinyin: {
    reason: 'annotation',
    zh: '汉字的注音，读数时跳过，原文保留。',
    en: 'How characters are pronounced; skipped in reading, kept in the page.',
  },
  'doubled-mark': {
    reason: 'annotation',
    zh: '全页到处多出的逗号，紧挨着另一个标点，读时跳过。',
    en: 'A comma too many in front of another mark, as all over this page; skipped in reading.',
  },
  'look-alike': {
    reason: 'annotation',
    zh: '形近字，按本来要写的字读，原文保留。',
    en: 'A look-alike character, read as the one that is meant; kept in the page.',
  },
  'put-aside': { reason: 'chrome', zh: '由人放到一边。', en: 'Set aside by a person.' },
} as const satisfies Record<string, { reason: SetAsideReason } & Words>

export type SetAsideRule = keyof typeof setAsideRules

/** The sentence for a rule in both languages. */
export const setAsideWords = (rule: SetAsideRule): Words => ({ zh: setAsideRules[rule].zh, en: setAsideRules[rule].en })

const byZh = new Map<string, Words>(Object.values(setAsideRules).map(({ zh, en }) => [zh, { zh, en }]))

/** Both languages for the `why` a reading carries (which is the zh sentence); itself twice where it is not ours. */
export const wordsOfWhy = (why: string): Words => byZh.get(why) ?? { zh: why, en: why }
