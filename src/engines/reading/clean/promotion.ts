import type { Line, Vocabulary } from './lines.ts'
import type { SetAsideRule } from './words.ts'

const gambling =
  /(?:赌场|博彩|百家乐|老虎机|棋牌|投注|返水|首存|彩金|真人(?:视讯|娱乐)|电子游艺|娱乐城|开户送|送彩|体育(?:投注|博彩)|时时彩|六合彩|老品牌|信誉平台)/g
const selling =
  /(?:官网|下载|注册|登录入口|网址|最新版|手机版|加微信|微信号|QQ群|扫码|优惠|特价|低至|包邮|限时|抢购|立即(?:购买|咨询|注册|下载)|点击(?:下载|注册|购买)|客服热线|免费领取|招商加盟|诚招代理|厂家直销|www\.|https?:)/gi
/** News and notices about gambling speak of law and police; a promotion never does. */
const reported = /打击|查处|抓获|治理|违法|犯罪|警方|公安|非法|防范|涉赌|取缔|举报|案件|监管|博彩业|毛收入|公益金/

/** Words of pirated films and worse, with which pages are stuffed for search engines. */
const stuffed =
  /在线观看|免费观看|视频在线|最新版地址|破解|永久(?:免费|ios|网址)|完整版|无码|成人|激情|色图|色情|高清(?:视频|完整)|全集(?:播放|下载)|中文在线|www\./gi
const stuffedWeakly = /欧美|日韩|自拍|伦理|国产|一二三区|(?<![a-z])av(?![a-z])|亚洲|在线|免费|视频/gi
/** What stuffed titles are made of; four between bars on one line are no story's headline. */
const stuffedWords =
  /欧美|日韩|日本|自拍|伦理|国产|亚洲|久久|精品|黄色|成人|熟女|人妻|无码|有码|中文字幕|影院|影音|高清|资源|天堂|激情|免费|在线|视频|观看|[a-z]{0,4}av[a-z]{0,4}|91|彩票|体育|娱乐|棋牌|投注|官网|下载|注册|登录|入口|平台/gi
/** A run of short names between bars: links a hacked page carries for search engines. */
const farmFrom = 10
const contact = /微信号|加微信|QQ群|www\.|https?:|扫码/i

const count = (text: string, pattern: RegExp): number => {
  let n = 0
  for (const _ of text.matchAll(pattern)) n++
  return n
}

/**
 * Whole lines that promote: at least two promotional words, no words shared with the page, and none of the words of a report
 * about such things. A single word is never enough.
 */
export const findPromotionLines = (lines: readonly Line[], vocabulary: Vocabulary): (SetAsideRule | null)[] =>
  lines.map((line) => {
    if (line.text.length > 2000 || line.hanzi < 2 || reported.test(line.text)) return null
    if (line.text.length <= 160 && count(line.text, stuffed) >= 2 && vocabulary.share(line.text) < 0.4)
      return 'promotion'
    if (
      !line.endsSentence &&
      line.text.length <= 160 &&
      count(line.text, stuffedWeakly) >= 4 &&
      /[,_|-].*[,_|-]/.test(line.text) &&
      vocabulary.share(line.text) < 0.4
    )
      return 'promotion'
    if (isStuffed(line, vocabulary) || isFarm(line, vocabulary)) return 'promotion'
    if (line.text.length > 400) return null
    const bets = count(line.text, gambling)
    const sells = count(line.text, selling)
    if (bets + sells < 2) return null
    // 企业登录官网下载表格并注册后即可申报。 is a sentence about a service; selling in sentences leaves a contact.
    if (bets === 0 && line.endsSentence && !contact.test(line.text)) return null
    const density = (bets + sells) / line.text.length
    return density > 0.04 && vocabulary.share(line.text, line.hanzi >= 40 ? 1 : 0) < 0.5 ? 'promotion' : null
  })

const piecesOf = (text: string, by: RegExp): string[] =>
  text
    .split(by)
    .map((piece) => piece.trim())
    .filter(Boolean)

/** Words of pirated films and betting between bars, as they stand in place of a page's title. */
const isStuffed = ({ text, endsSentence }: Line, vocabulary: Vocabulary): boolean => {
  if (endsSentence || text.length > 400) return false
  const pieces = piecesOf(text, /[_|,、\-–—\s]+/)
  return (
    pieces.length >= 4 &&
    count(text, stuffedWords) >= 4 &&
    pieces.every((p) => p.length <= 24) &&
    vocabulary.share(text) < 0.4
  )
}

/** 甲市|乙县|丙县|…: many short names between bars, none of which the page speaks of. */
const isFarm = ({ text, endsSentence, digits }: Line, vocabulary: Vocabulary): boolean => {
  if (endsSentence || digits > 4 || !text.includes('|') || text.startsWith('|')) return false
  const pieces = piecesOf(text, /\|/)
  return pieces.length >= farmFrom && pieces.every((p) => p.length <= 14) && vocabulary.share(text) < 0.3
}
