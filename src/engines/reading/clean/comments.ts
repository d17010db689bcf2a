import { datelineOf } from './injected.ts'
import type { Line, Vocabulary } from './lines.ts'
import { isProse } from './lines.ts'
import type { SetAsideRule } from './words.ts'

const maskedPhone = /(?<!\d)1\d{2}\*{3,6}\d{2,4}(?!\d)/
const vote = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2}(:\d{2})?\s*(推荐|不推荐|赞同?|踩|顶|回复|举报|有用|点赞)/
const reply = /^[^。!?;]{1,24}回复 ?[^。!?;]{1,24}[::]/
const from = /(?:^|[^一-鿿])来自[一-鿿]{2,6}(?:网友|市民|用户)?$/
const heading =
  /^[@\-*·\s]*(?:网友|最新|热门|全部|精彩|用户|热|我要|发表|参与|查看|更多)*(?:评论|跟帖|留言|热评)(?:更多|区|列表|专区|一下)?(?:[((]\d+条?[))]|\s?\d+\s?条?)?[::]?$/
/** What a comment form says to the reader. */
const form =
  /^(?:还没有评论|暂无评论|快来抢沙发|抢沙发|说点什么|写下您的评论|匿名(?:发表|用户)|(?:登录后|打开小程序)?才?可以?发(?:布|表)评论|用户名\s*[::]|验证码\s*[::]|密码\s*[::]$)|^(?:请(?:先)?(?:文明|理性|自觉|遵守|登录|回复|发表|输入)|(?:文明|理性)(?:上网|发言)|登录后).{0,40}(?:评论|发言|回复|信息|留言)/
const counted = /^(?:共|全部|已有)?\s*\d+\s*条(?:评论|回复|跟帖)|^评论\s*\d+\s*人参与/
const signature = /^\S{1,16} ?(?:\d+(?:分钟|小时|天)前|(?<![一-鿿])楼主|沙发|板凳)(?=[\s::]|$)/
const origin = /IP ?属地|(?:^|\s)(?:发表于|回复于)\s*[::]?\s*\d{4}|^第\d+楼|\s第\d+楼$/
const buttons = /(?:点?赞|踩|回复|举报|转发|收藏)(?:[((]\d+[))]|\s+\d+|(?=\s|$))/g
const questionWords =
  /(?:如何|怎么|怎样)(?:评价|看待|看|理解)|是不是|为什么|你(?:认为|最|觉得)|有什么(?:感受|看法)|什么(?:体验|水平)|吗\?/

const strong = (line: Line, vocabulary: Vocabulary): SetAsideRule | null => {
  const { text } = line
  if (text.length > 600) return null
  if (maskedPhone.test(text) && (/[::]/.test(text) || text.length < 30)) return 'masked-phone'
  if (vote.test(text)) return 'comment-vote'
  if (heading.test(text) || (text.length < 40 && counted.test(text)) || (text.length < 60 && form.test(text)))
    return 'comment-heading'
  if (text.length < 240 && reply.test(text)) return 'comment-reply'
  if (text.length < 240 && from.test(text) && !line.endsSentence) return 'comment-from'
  if (line.endsWithSymbol && text.length < 240 && vocabulary.share(text) < 0.5 && line.hanzi > 0)
    if (/[?!。][^一-鿿。]*$/.test(text) || questionWords.test(text)) return 'comment-emoji'
  if (signature.test(text) && text.length < 30) return 'comment-zone'
  // Counts and origin a comment system writes under a remark: 3小时前 广东 回复 赞(2).
  if (text.length < 60 && !line.endsSentence && (origin.test(text) || (text.match(buttons)?.length ?? 0) >= 2))
    return 'comment-zone'
  return null
}

/** 48高安m, 威海uz: a few characters mixed from letters, digits and Chinese, with no sentence. */
const looksLikeName = ({ text, hanzi, letters, digits }: Line): boolean =>
  text.length <= 14 &&
  hanzi <= 6 &&
  letters + digits >= 1 &&
  /^[\w一-鿿*·-]+[::]?$/.test(text) &&
  !/[年月日万亿元%]/.test(text)

const isQuestion = (line: Line): boolean => /\?[^一-鿿]*$/.test(line.text) && questionWords.test(line.text)

/**
 * Marks reader comments: each line with a sign of its own (masked phone, reply, vote, 来自X, emoji at the end), and the lines
 * between and beside such lines that are not prose of this page. Gives the rule by line, null where the line is no comment.
 */
export const findComments = (lines: readonly Line[], vocabulary: Vocabulary): (SetAsideRule | null)[] => {
  const rules = lines.map((line) => strong(line, vocabulary))
  const first = rules.findIndex(
    (rule) => rule === 'masked-phone' || rule === 'comment-vote' || rule === 'comment-reply',
  )
  // Below the first comment a short line that ends in a pictograph and shares nothing with the story is another.
  if (first >= 0)
    for (let i = first + 1; i < lines.length; i++) {
      const line = lines[i]!
      if (rules[i] === null && line.endsWithSymbol && line.text.length < 240 && vocabulary.share(line.text) < 0.4)
        rules[i] = 'comment-emoji'
    }
  const belongs = (line: Line): boolean =>
    isProse(line) && line.symbols === 0 && (vocabulary.share(line.text, 1) >= 0.3 || datelineOf(line) !== null)
  for (let i = 0; i < lines.length; i++) {
    if (rules[i] === null) continue
    // Forward to the next sign of a comment, as long as nothing between belongs to the story.
    let next = i + 1
    while (next < lines.length && rules[next] === null && next - i <= 6 && !belongs(lines[next]!)) next++
    if (next < lines.length && rules[next] !== null) for (let k = i + 1; k < next; k++) rules[k] = 'comment-zone'
    else {
      // After the last sign: what still looks like a remark, a name or a bare time.
      for (let k = i + 1; k < lines.length && rules[k] === null; k++) {
        const line = lines[k]!
        if (looksLikeName(line) || isQuestion(line) || line.hanzi === 0) rules[k] = 'comment-zone'
        else break
      }
    }
  }
  // Names and questions just above the first sign.
  for (let i = lines.length - 1; i > 0; i--)
    if (rules[i] !== null && rules[i - 1] === null) {
      const line = lines[i - 1]!
      if (looksLikeName(line) || (isQuestion(line) && vocabulary.share(line.text) < 0.4)) rules[i - 1] = 'comment-zone'
    }
  return rules
}
