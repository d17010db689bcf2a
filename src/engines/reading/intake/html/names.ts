import { TokenizerMode } from 'parse5'

const words = (list: string): Set<string> => new Set(list.split(' '))

/** Elements that stand on lines of their own. */
export const blockTags = words(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul',
)
export const voidTags = words('area base br col embed hr img input link meta param source track wbr frame')
/** Elements whose content nobody reads. */
export const silentTags = words(
  'script style noscript template svg math iframe noembed object canvas audio video select datalist map textarea',
)
/** Inline elements worth keeping because their class or style may hide them. */
export const keptInline = words('td th span font label')
/** How the tokenizer reads the content of these; noframes is read as content, it is all a page of frames has. */
export const contentModes: Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
}

/** Tags an opening tag closes where HTML leaves the end tag out, and where the search for them stops. */
export const impliedEnds: Record<string, { closes: Set<string>; within: Set<string> }> = {
  li: { closes: words('li p'), within: words('ul ol menu table') },
  dt: { closes: words('dt dd p'), within: words('dl table') },
  dd: { closes: words('dt dd p'), within: words('dl table') },
  td: { closes: words('td th p'), within: words('tr table') },
  th: { closes: words('td th p'), within: words('tr table') },
  tr: { closes: words('tr td th p'), within: words('table') },
  tbody: { closes: words('tbody thead tfoot tr td th p'), within: words('table') },
  thead: { closes: words('tbody thead tfoot tr td th p caption'), within: words('table') },
  tfoot: { closes: words('tbody thead tfoot tr td th p'), within: words('table') },
}
/** Opening one of these closes an open paragraph. */
export const closesParagraph = words(
  'address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul',
)

export const commentName = /comment|pinglun|reply|liuyan|guestbook|gentie/i
export const furnitureName =
  /(?:^|[\s_-])(?:nav|menu|header|footer|foot|sidebar|side|aside|breadcrumb|crumbs?|position|location|weizhi|share|copyright|related|recommend|hot|rank|links?|banner|advert|ads?|toolbar|pager|page-?nav|top-?bar|qrcode|erweima|login|search|statement|mzsm)(?:$|[\s_-])/i
/** Names under which government and newspaper sites keep the story. */
export const storyName =
  /(?:^|[\s_-])(?:TRS_Editor|TRS_UEDITOR|UCAP-CONTENT|pages_content|article-?(?:content|body|con|text|detail|main)|Article_content|news_?(?:content|text|body|con|detail)|content_?(?:text|body|detail|main|area)|rm_txt_con|left_zw|text_con|conTxt|artical|artibody|zoom|js_content|rich_media_content|view|detail|main-?(?:text|content)|entry-content|post-content|txtcont|xxgk_content|v_news_content|Custom_UnionStyle)(?:$|[\s_-])/i
export const titleName =
  /(?:^|[\s_-])(?:title|tit|biaoti|headline|article-?title|news_?title|rich_media_title)(?:$|[\s_\d-])/i
export const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*hidden/i
