import chardet from 'chardet'
import { KnownError } from '../../base/errors.ts'

export interface Decoded {
  text: string
  /** WHATWG name of the encoding used: utf-8, gb18030, big5, utf-16le … */
  encoding: string
  /** What the caller or the page declared, when that was not what the bytes are. */
  declaredWrong: string | null
  /** Bytes that are no character of the encoding: each stands as U+FFFD in the text. `first` is the offset of the first in the text. */
  unreadable: { count: number; first: number } | null
}

/** Files of other kinds are named where documents are opened (intake/kinds.ts); here they are only kept from being taken for text. */
const containers: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x25, 0x50, 0x44, 0x46],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x7f, 0x45, 0x4c, 0x46],
]

const binary = (): never =>
  refuse(
    'reading.binary',
    '文件里大部分不是文字，可能是改了扩展名的程序、图片或压缩包。请选择文本或网页文件。',
    'Most of the file is not text; it may be a program, image or archive with another extension. Choose a text or web page file.',
  )

const refuse = (code: string, zh: string, en: string): never => {
  throw new KnownError(code, { zh, en })
}

const frequent = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔铅仲虎稀妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌秧胆详簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌锂' +
    '這為個國來們時會發過對產後業經進動開實現機電應無體從點關於與說長間樣種處問線將學數軍當話內員條書資總頭車門見馬質視區務縣給團論戰運農鐵際業標設規據術達導證傳單報場連極轉條項類廠儲鋰億萬噸級區',
)

/** Share of the Chinese characters of a text that pages are mostly made of; near 0 where bytes or glyphs were taken for others. */
export const frequentShare = (text: string): number => {
  let all = 0
  let known = 0
  for (const char of text.slice(0, 20_000))
    if (char >= '\u4e00' && char <= '\u9fff') {
      all++
      if (frequent.has(char)) known++
    }
  return all === 0 ? 1 : known / all
}

/** How much a decoding looks like a page: share of frequent characters, less what no page holds. */
const plausibility = (text: string): number => {
  let good = 0
  let rare = 0
  let bad = 0
  let count = 0
  for (const char of text.slice(0, 20_000)) {
    const code = char.codePointAt(0)!
    count++
    if (code === 0xfffd || (code < 32 && code !== 10 && code !== 13 && code !== 9 && code !== 12)) bad++
    else if ((code >= 0xe000 && code <= 0xf8ff) || (code >= 0x80 && code < 0xa0)) bad += 0.7
    else if (code >= 0x4e00 && code <= 0x9fff) frequent.has(char) ? good++ : rare++
    else if (code < 127) good += 0.5
    else if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef)) good += 0.8
    else if (code >= 0x2010 && code <= 0x2026) good += 0.5
    else rare += 0.6
  }
  return count === 0 ? 0 : (good - 1.2 * rare - 6 * bad) / count
}

const decodeAs = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes)

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // A page cut in the middle of a character is still UTF-8: three bytes at the end are let go.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

const known = (label: string | undefined | null): string | null => {
  if (!label) return null
  try {
    const name = new TextDecoder(label.trim()).encoding
    return name === 'gbk' || name === 'gb2312' ? 'gb18030' : name
  } catch {
    return null
  }
}

/** Where an encoding is judged by: a stretch that begins at the first byte beyond ASCII, however much mark-up stands before it. */
const sampleLength = 65_536
const sampleOf = (bytes: Uint8Array): Uint8Array => {
  let from = 0
  while (from < bytes.length && bytes[from]! < 0x80 && bytes[from] !== 0) from++
  // Pairs of bytes stay pairs.
  from = Math.max(0, from - 64) & ~1
  return bytes.subarray(from, from + sampleLength)
}

/** The charset a page declares about itself, in its first two kilobytes. */
const declaredInside = (bytes: Uint8Array): string | null => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  return known(/(?:charset\s*=\s*["']?|<\?xml[^>]{0,80}encoding\s*=\s*["'])([\w-]{2,20})/i.exec(head)?.[1])
}

/**
 * Bytes to text, saying which encoding it was. A byte order mark decides; then valid UTF-8; else the candidates (what was
 * declared, GB18030, Big5, UTF-16, and what chardet guesses) are decoded and the most page-like text wins, so that a wrong or
 * missing declaration does no harm. Throws KnownError for an empty file, a container, binary data and next to no text.
 */
export const decode = (bytes: Uint8Array, declared?: string): Decoded => {
  if (bytes.length === 0)
    refuse('reading.empty', '文件是空的。请检查后重新选择。', 'The file is empty. Check it and choose again.')
  if (containers.some((magic) => magic.every((byte, i) => bytes[i] === byte)))
    refuse(
      'reading.container',
      '这不是文本或网页，而是别的格式或压缩包，不能当文本读。请先取出其中的正文，另存为 txt、html、docx 或 PDF。',
      'This is no text or web page but another format or an archive, and cannot be read as text. Take the text out of it first and save it as txt, html, docx or PDF.',
    )
  const stated = known(declared) ?? declaredInside(bytes)
  const done = (text: string, encoding: string): Decoded => {
    let controls = 0
    let visible = 0
    let unreadable = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 0xfffd || (code < 32 && code !== 10 && code !== 13 && code !== 9 && code !== 12)) controls++
      else if (code > 32) visible++
      if (code === 0xfffd) unreadable++
    }
    if (controls > 0.05 * text.length) binary()
    if (visible < 4)
      refuse(
        'reading.too-short',
        '文件里几乎没有文字，没有可以读的内容。',
        'There is next to no text in the file, so there is nothing to read.',
      )
    return {
      text,
      encoding,
      declaredWrong: stated && stated !== encoding && encoding !== 'ascii' ? stated : null,
      unreadable: unreadable === 0 ? null : { count: unreadable, first: text.indexOf('\ufffd') },
    }
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return done(decodeAs(bytes, 'utf-8'), 'utf-8')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return done(decodeAs(bytes, 'utf-16le'), 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return done(decodeAs(bytes, 'utf-16be'), 'utf-16be')
  const hasNul = bytes.subarray(0, 65_536).includes(0)
  if (!hasNul && isUtf8(bytes)) return done(decodeAs(bytes, 'utf-8'), 'utf-8')

  const sample = sampleOf(bytes)
  let best = 'utf-8'
  let bestScore = -Infinity
  const guess = known(chardet.detect(sample))
  for (const encoding of new Set(['utf-8', stated, 'gb18030', 'big5', 'utf-16le', 'utf-16be', guess])) {
    if (!encoding) continue
    let score = plausibility(decodeAs(sample, encoding))
    if (encoding === stated) score += 0.1
    if (encoding === guess) score += 0.05
    if (score > bestScore) {
      bestScore = score
      best = encoding
    }
  }
  // Zero bytes belong to UTF-16 or to no text at all.
  if (hasNul && bestScore < 0.2) binary()
  return done(decodeAs(bytes, best), best)
}
