import type { Found } from './injected.ts'
import { endIn, type Line, offsetIn, type Vocabulary } from './lines.ts'

/** A Chinese character: no boundary between what stands before and what comes. */
export const boundaryBefore = /[一-鿿]/

const promotion =
  /(?:app|官网|官方(?:网站|版|平台)?|下载|注册|登录|登陆|入口|网址|最新版|手机版|安卓|娱乐|棋牌|博彩|赌场|赌博|真人|电竞|体育|百家乐|老虎机|彩票|开户|投注|首存|彩金|返水|平台|在线|网页版|直播|游戏|客服|代理|充值|提现)/gi
const hardPromotion =
  /app|官网|下载|注册|登录|登陆|入口|网址|网页版|手机版|最新版|棋牌|博彩|赌场|百家乐|老虎机|投注|首存|彩金|返水/gi

/** Betting and games beside what is sold with them: 体育app下载, 娱乐平台官网. */
const gaming = /娱乐|棋牌|博彩|赌场|赌博|真人|电竞|体育|百家乐|老虎机|彩票|投注/i
/** A promotion has a name in front, of two characters or of letters and digits (开云体育…, 365体育…). */
const nameLength = 2

/** Runs of promotional words inside prose: 招商来势较好九游app官网下载,,项目建设. */
export const findPromotionRuns = (lines: readonly Line[]): Found[] => {
  const found: Found[] = []
  const runs: { start: number; end: number; line: Line }[] = []
  for (const line of lines) {
    if (line.hanzi < 8) continue
    let start = -1
    let end = -1
    const close = () => {
      const run = start < 0 ? '' : line.text.slice(start, end)
      if (start >= 0 && (run.match(hardPromotion)?.length ?? 0) >= 2) runs.push({ start, end, line })
      start = -1
    }
    for (const match of line.text.matchAll(promotion)) {
      if (start >= 0 && match.index <= end + 1) end = match.index + match[0].length
      else {
        close()
        start = match.index
        end = match.index + match[0].length
      }
    }
    close()
  }
  const alike = new Map<string, typeof runs>()
  for (const run of runs) {
    const own = run.line.text.slice(run.start, run.end)
    const group = alike.get(own)
    if (!group) alike.set(own, [run])
    else if (group.length < 6) group.push(run)
  }
  for (const run of runs) {
    const { line } = run
    const before = run.start > 0 ? line.text[run.start - 1]! : ''
    if (run.start > 0 && !boundaryBefore.test(before) && !/[\w]/.test(before)) continue
    const doubled = /^(?:,,|。。|,。|、、|。,)/.test(line.text.slice(run.end))
    // The same run elsewhere shows how far to the left the foreign name reaches.
    let left = 0
    const own = line.text.slice(run.start, run.end)
    for (const other of alike.get(own)!) {
      if (other === run) continue
      let n = 0
      while (
        n < 8 &&
        run.start - n > 0 &&
        other.start - n > 0 &&
        line.text[run.start - n - 1] === other.line.text[other.start - n - 1] &&
        boundaryBefore.test(line.text[run.start - n - 1]!)
      )
        n++
      if (n > left) left = n
    }
    // Betting, and two ways to get at it, in one run: no sentence says that.
    const isGaming = gaming.test(own) && (own.match(selling)?.length ?? 0) >= 2 && !reported.test(line.text)
    if (left === 0 && !doubled && run.start > 0 && !isGaming) continue
    if (left === 0) {
      left = Math.min(nameLength, run.start)
      const latin = /[A-Za-z0-9]{1,8}$/.exec(line.text.slice(Math.max(0, run.start - 8), run.start))
      if (latin) left = latin[0].length
    }
    found.push({
      start: offsetIn(line, run.start - left),
      end: endIn(line, run.end + (doubled ? 1 : 0)),
      rule: 'glued-promotion',
    })
  }
  return found
}

const selling = /app|官网|官方(?:网站|版)?|下载|注册|登录|登陆|入口|网址|网页版|手机版|最新版|开户|首存|彩金|返水/gi
const reported = /打击|查处|抓获|治理|违法|犯罪|警方|公安|非法|防范|涉赌|取缔|案件|监管/
/** Words a paper's name ends in: 《体育彩票管理办法》 is one. */
const paper =
  /(?:办法|条例|规定|规划|意见|方案|通知|法|公告|报告|决定|标准|指南|纲要|措施|行动|计划|制度|细则|报|刊|杂志|年鉴|白皮书)$/
export const bait =
  /彩票|博彩|赌|娱乐|棋牌|体育|电竞|投注|开奖|官网|下载|软件|平台|网址|注册|登录|app|百家乐|捕鱼|老虎机|真人|哪个好|怎么玩|最新版|首页|入口|客户端|直播|皇冠|葡京/gi
const inBrackets = /《([^《》\n]{3,30})》|[*★☆]([^*★☆\n]{3,40})[*★☆](?:官网|网址|平台|首页|入口)?@?/g

/**
 * Bait in brackets or between stars inside a sentence: 超过前三《看彩票软件哪个好》年总和. Two words of bait, nothing shared
 * with the page, and no paper's name.
 */
export const findBracketed = (lines: readonly Line[], vocabulary: Vocabulary): Found[] => {
  const found: Found[] = []
  for (const line of lines) {
    if (line.hanzi < 20) continue
    for (const match of line.text.matchAll(inBrackets)) {
      const inside = (match[1] ?? match[2])!
      if ((inside.match(bait)?.length ?? 0) < 2 || paper.test(inside) || reported.test(inside)) continue
      const before = line.text[match.index - 1] ?? ''
      const after = line.text[match.index + match[0].length] ?? ''
      // A title that is spoken of follows a mark or a verb of speaking and is followed by one; bait breaks a word.
      const isGlued = boundaryBefore.test(before) && boundaryBefore.test(after)
      if (match[1] !== undefined && !isGlued) continue
      if (vocabulary.share(inside, 1) >= 0.4) continue
      found.push({
        start: offsetIn(line, match.index),
        end: endIn(line, match.index + match[0].length),
        rule: 'bracketed-bait',
      })
    }
  }
  return found
}
