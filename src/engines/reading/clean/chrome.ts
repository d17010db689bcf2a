import type { Line, Vocabulary } from './lines.ts'
import { isProse } from './lines.ts'
import type { SetAsideRule } from './words.ts'

const breadcrumb =
  /^[>»›\s]*(?:您?(?:当前|现在|所在)的?位置|您的位置|当前页面|位置)\s*[::]|^首页\s*[>»›/]|(?:[^>»›]{1,12}[>»›]){2,}/
/** Words only a site's furniture uses. They decide only on short lines without a sentence. */
const furniture = new RegExp(
  [
    '联系我们|关于我们|加入我们|联系电话|联系方式|咨询热线|服务热线|客服|在线服务|在线咨询|热线电话|意见反馈|应用内反馈|反馈与帮助|右上角菜单',
    '网站地图|网站首页|返回首页|返回顶部|返回列表|回到顶部|首页|上一篇|下一篇|上一页|下一页|末页|尾页|共\\d+页|无障碍|长者模式|繁體|简体',
    '版权所有|ICP备|公网安备|备案号|网站标识码|Copyright|All Rights Reserved',
    '扫一扫|扫码|二维码|微信|微博|公众号|关注我们|小程序|客户端下载|APP下载|下载APP|打开APP|朋友圈|QQ空间|QQ群',
    '分享到|打印本页|关闭窗口|字号|字体|大 ?中 ?小|纠错|浏览次数|阅读次数|点击次数|点击量|阅读量|浏览量|人阅读|次阅读',
    '展开全文|阅读全文|点击查看|点击进入|友情链接|热门标签|[报爆]料热线|[报爆]料邮箱|增值电信|信息服务许可|图片来源|资料图|相关资料图|图片仅供参考|图源',
  ].join('|'),
  'gi',
)
/** Words that furniture shares with everyday text (技术推广项目, 注册资本): they count half. */
const sharedFurniture =
  /24小时|投诉|举报|设置|主办单位|承办单位|技术支持|许可证|分享|收藏|点赞|打印|关闭|登录|注册|会员|搜索|导航|菜单|更多|立即|免费|广告|推广|标签|关键词/g
const notice =
  /^[([【]?(?:(?:郑重|特别|免责|版权|重要|网站|本网|本站)?声明|(?:风险|友情|温馨|特别)提示|(?:特别|重要)(?:说明|提醒))[)\]】]?[::]|^(?:特别声明|免责声明|版权声明|风险提示|凡本网注明|本文(?:仅代表|不代表|系转载|来源)|转载请注明|(?:以上|本文)内容.{0,20}(?:不构成|仅供参考)|投资有风险|版权作品)|(?:不代表本(?:站|网|平台)(?:的)?(?:立场|观点))|如有侵权|未经.{0,12}(?:授权|许可).{0,4}(?:严禁|禁止|不得)/
const related =
  /^[@\-*·■◆▶\s]*(?:猜你喜欢|相关(?:阅读|新闻|文章|推荐|链接|报道|资讯|内容)|(?:热门|精彩|今日|编辑|为您|为你|热点|推荐)(?:推荐|阅读|文章|新闻|资讯)|延伸阅读|推荐阅读|热点新闻|最新(?:文章|资讯|新闻)|看了.{0,6}还看|大家都在看|新闻排行|点击排行|阅读排行|图片新闻)\s*[::]?\s*(?:更多)?[>»]*$/
const label = /^[【[(]?(?:AI|智能)?(?:导读|摘要|导语|内容提要|编者按|正文|全文)[】\])]?\s*[::]?$/
const caption =
  /^[((【[]?(?:相关)?(?:资料图|资料图片|图片|图|图源)(?:片)?(?:仅供参考|来源.{0,16}|说明.{0,30})?[))】\]]?$|^[((](?:资料图片|图片)仅供参考[))]$/
const datedLink = /(?:\[|\()?\d{4}-\d{2}-\d{2}(?:\]|\))?$/
const opening =
  /^(?:扫一扫|长按(?:识别|关注)|打开(?:微信|APP)|点击(?:下方|上方|这里|阅读|查看)|关注(?:我们|公众号)|分享到|返回(?:首页|顶部|列表)|加载更多|展开全文)/i
const bylineOrMeta = /来源|作者|记者|编辑|责编|发布|日期|时间|通讯员|本报|摄影|文号|索引号|\d{4}[-年]\d{1,2}/

const wordShare = (line: string): number => {
  // Long numbers and addresses say nothing for or against.
  const text = line.replace(/\d{5,}|[\w.-]+@[\w.-]+|https?:\S+|\d{3,4}-\d{5,}/g, ' ')
  let covered = 0
  for (const match of text.matchAll(furniture)) covered += match[0].length
  for (const match of text.replace(furniture, '').matchAll(sharedFurniture)) covered += match[0].length / 2
  let visible = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x2fff || (code > 47 && code < 58) || (code > 64 && code < 123)) visible++
  }
  return visible === 0 ? 0 : covered / visible
}

const ruleOf = (line: Line, vocabulary: Vocabulary): SetAsideRule | null => {
  const { text } = line
  if (line.hanzi === 0 && line.letters === 0 && line.digits === 0) return 'no-words'
  if (text.length > 400) return null
  if (/-->\s*$|^<!--/.test(text)) return 'debris'
  if (/^[?©\s]*(?:Copyright\s*)?[?©]?\s*\d{4}\s*-\s*\d{4}\s/i.test(text) && line.hanzi < 24) return 'site-words'
  if (/^第?[A-Z]?\d{1,3}版(?:\s*[::].{0,10})?$/.test(text)) return 'site-words'
  if (notice.test(text) && text.length < 300) return 'notice'
  if (text.length > 90) return null
  if (related.test(text)) return 'related-heading'
  if (label.test(text) || caption.test(text)) return 'site-words'
  if (opening.test(text) && line.hanzi <= 20 && !line.endsSentence) return 'site-words'
  if (breadcrumb.test(text) && !line.endsSentence) return 'breadcrumb'
  if (line.endsSentence && line.hanzi > 14) return null
  const share = wordShare(text)
  if (share === 0) return null
  // A list of links to the site's own sections: short words between bars or spaces.
  const pieces = text.split(/[|丨｜\s·/>-]+/).filter(Boolean)
  if (share >= 0.55) return 'site-words'
  if (bylineOrMeta.test(text) && share < 0.5) return null
  if (pieces.length >= 3 && pieces.every((p) => p.length <= 10) && share >= 0.15) return 'site-words'
  if (/^[@\-*]/.test(text) && share >= 0.25) return 'site-words'
  return share >= 0.3 && vocabulary.share(text, 0) < 0.5 ? 'site-words' : null
}

/**
 * Marks site furniture: path lines, menus, buttons, notices, captions without words, and lists of other stories under a
 * heading such as 猜你喜欢, up to the next prose that shares words with the page.
 */
export const findChrome = (lines: readonly Line[], vocabulary: Vocabulary): (SetAsideRule | null)[] => {
  const rules = lines.map((line) => ruleOf(line, vocabulary))
  // Below the last sentence the name of the site's own channel (电池网微信) is furniture even where it shares a word with the story.
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!
    if (rules[i] !== null) continue
    if (line.endsSentence || line.text.length > 12 || bylineOrMeta.test(line.text) || wordShare(line.text) < 0.3) break
    rules[i] = 'site-words'
  }
  // A headline with its day glued on, below the story, is a link to another one.
  const firstProse = lines.findIndex((line, i) => rules[i] === null && isProse(line))
  if (firstProse >= 0)
    for (let i = firstProse + 1; i < lines.length; i++) {
      const { text, endsSentence, hanzi } = lines[i]!
      if (
        rules[i] === null &&
        !endsSentence &&
        hanzi >= 8 &&
        text.length < 60 &&
        datedLink.test(text) &&
        !bylineOrMeta.test(text.replace(datedLink, ''))
      )
        rules[i] = 'related-story'
    }
  for (let i = 0; i < lines.length; i++) {
    if (rules[i] !== 'related-heading') continue
    for (let k = i + 1; k < lines.length; k++) {
      const line = lines[k]!
      if (rules[k] === 'related-heading') break
      if (isProse(line) && line.hanzi >= 60 && vocabulary.share(line.text, 1) >= 0.4) break
      rules[k] ??= 'related-story'
    }
  }
  return rules
}
