export const zhCorrections = {
  'corrections.title': '与规则不同的更正',
  'corrections.lead':
    '人工更正或不采纳、而阅读器今天仍读作别样的陈述，按它依据的规则计数。可导出为测试例交给维护者，导出的文件不含人名。',
  'corrections.save': '导出 {format}',
  'corrections.all': '也列出阅读器已经读对的',
  'corrections.none': '还没有更正。在事实或来源页修改、不采纳一条陈述后，会列在这里。',
  'corrections.agree': '共有 {count} 条更正，阅读器今天都读得与人一致。',
  'corrections.rules': '按规则计数',
  'corrections.rule': '规则',
  'corrections.count': '条数',
  'corrections.everyRule': '全部规则',
  'corrections.list': '更正',
  'corrections.shown': '{shown} / {total} 条',
  'corrections.older': '只看最近的 {count} 条更正。',
  'corrections.rejected': '人工不采纳；阅读器仍读出这条陈述。',
  'corrections.rejected.lost': '人工不采纳；阅读器已不再读出。',
}
