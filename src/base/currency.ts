import type { Words } from './lang.ts'

/** A currency: its ISO 4217 code (XBT for bitcoin, which has none of its own) and how Chinese pages write it. */
export interface Currency {
  code: string
  label: Words
  /** Names behind a number. A name that several countries share stands only with the country before it. */
  spellings: readonly string[]
}

const rows = `
CNY 元 元人民币 元 人民币 圆 RMB CNY
USD 美元 美元 美金 美圆 美刀 USD
HKD 港元 港元 港币 港幣 港圆 HKD
MOP 澳门元 澳门元 澳门币 澳元币
TWD 新台币元 新台币 台币 新台币元 台币元
EUR 欧元 欧元 EUR
GBP 英镑 英镑 GBP
JPY 日元 日元 日圆 日币 JPY
KRW 韩元 韩元 韩圆 韩币
RUB 卢布 卢布 俄罗斯卢布
AUD 澳元 澳元 澳大利亚元 澳币
CAD 加元 加元 加拿大元 加币
CHF 瑞士法郎 瑞士法郎 瑞郎
NZD 新西兰元 新西兰元 纽元 纽币
SGD 新加坡元 新加坡元 新加坡币 新币 坡币
INR 印度卢比 印度卢比 卢比
IDR 印尼盾 印尼盾 印度尼西亚卢比 印尼卢比
THB 泰铢 泰铢 泰国铢
VND 越南盾 越南盾
PHP 菲律宾比索 菲律宾比索
MYR 林吉特 林吉特 令吉 马来西亚林吉特 马币
KHR 柬埔寨瑞尔 柬埔寨瑞尔 瑞尔
LAK 老挝基普 老挝基普 基普
MMK 缅甸元 缅甸元 缅元 缅币
BDT 孟加拉塔卡 孟加拉塔卡 塔卡
PKR 巴基斯坦卢比 巴基斯坦卢比
LKR 斯里兰卡卢比 斯里兰卡卢比
NPR 尼泊尔卢比 尼泊尔卢比
MNT 图格里克 图格里克 蒙古图格里克
KZT 坚戈 坚戈 哈萨克斯坦坚戈
UZS 乌兹别克斯坦苏姆 苏姆 乌兹别克斯坦苏姆
AED 阿联酋迪拉姆 阿联酋迪拉姆
SAR 沙特里亚尔 沙特里亚尔 沙特阿拉伯里亚尔
QAR 卡塔尔里亚尔 卡塔尔里亚尔
IRR 伊朗里亚尔 伊朗里亚尔
KWD 科威特第纳尔 科威特第纳尔
IQD 伊拉克第纳尔 伊拉克第纳尔
ILS 新谢克尔 新谢克尔 谢克尔 以色列谢克尔
TRY 土耳其里拉 土耳其里拉
EGP 埃及镑 埃及镑
NGN 奈拉 奈拉 尼日利亚奈拉
ZAR 兰特 兰特 南非兰特
KES 肯尼亚先令 肯尼亚先令
TZS 坦桑尼亚先令 坦桑尼亚先令
GHS 塞地 加纳塞地
ETB 埃塞俄比亚比尔 埃塞俄比亚比尔
ZMW 赞比亚克瓦查 克瓦查 赞比亚克瓦查
CDF 刚果法郎 刚果法郎
MAD 摩洛哥迪拉姆 摩洛哥迪拉姆
DZD 阿尔及利亚第纳尔 阿尔及利亚第纳尔
SEK 瑞典克朗 瑞典克朗
NOK 挪威克朗 挪威克朗
DKK 丹麦克朗 丹麦克朗
ISK 冰岛克朗 冰岛克朗
CZK 捷克克朗 捷克克朗
PLN 兹罗提 兹罗提 波兰兹罗提
HUF 福林 福林 匈牙利福林
RON 罗马尼亚列伊 罗马尼亚列伊 列伊
BGN 保加利亚列弗 保加利亚列弗 列弗
RSD 塞尔维亚第纳尔 塞尔维亚第纳尔
UAH 格里夫纳 格里夫纳 乌克兰格里夫纳
BYN 白俄罗斯卢布 白俄罗斯卢布
BRL 雷亚尔 雷亚尔 巴西雷亚尔
ARS 阿根廷比索 阿根廷比索
CLP 智利比索 智利比索
MXN 墨西哥比索 墨西哥比索
COP 哥伦比亚比索 哥伦比亚比索
PEN 索尔 秘鲁索尔 秘鲁新索尔
BOB 玻利维亚诺 玻利维亚诺
XBT 比特币 比特币 个比特币 枚比特币
`

export const currencies: readonly Currency[] = rows
  .trim()
  .split('\n')
  .map((row) => {
    const [code, zh, ...spellings] = row.split(' ') as [string, string, ...string[]]
    return { code, label: { zh, en: code }, spellings }
  })

const byCode = new Map(currencies.map((one) => [one.code, one]))

export const currencyOf = (code: string): Currency | undefined => byCode.get(code)
