import type { Found } from './injected.ts'
import type { Line } from './lines.ts'

/** Left-over code inside a line. Every repeat is bounded and none is nested, so that each is linear. */
const inline: readonly RegExp[] = [
  /<\/?[a-z][a-z0-9]{0,11}(?:\s[^<>\n]{0,300})?\/?>/gi,
  /<!--[^<>\n]{0,200}-->|<!\[[^<>\n]{0,60}\]>|<!doctype[^<>\n]{0,200}>/gi,
  // A tag cut off at the end of its line, or the rest of one at the start.
  /<\/?(?:p|div|span|a|img|font|br|table|tbody|td|tr|th|strong|b|script|style|iframe|input|h[1-6]|ul|li|em|section)(?:\s[^<>\n]{0,300})?$/gim,
  /^[^<>\n一-鿿]{0,200}(?:style|class|href|src|width|height|align|target)=(?:"[^"<>\n]{0,200}"|'[^'<>\n]{0,200}')[^<>\n一-鿿]{0,100}\/?>/gim,
  /\{\{[^{}\n]{0,60}\}\}|\$\{[^{}\n]{0,60}\}|<%[^%\n]{0,100}%>|\[object Object\]/g,
  /(?<![\w.])(?:var|let|const)\s{1,4}[\w$]{1,40}\s{0,4}=\s{0,4}[^;\n]{0,300};?/g,
  /(?<![\w.])(?:document|window|location|jQuery|console)\.[\w.]{1,60}\s{0,3}(?:\([^;\n]{0,300}\)|=[^;\n]{0,300});?/g,
  /(?<![\w.])\$\([^;\n]{0,200}\)\.[^;\n]{0,200};/g,
  /(?<![\w.])function\s{0,3}[\w$]{0,40}\s{0,3}\([^()\n]{0,100}\)\s{0,3}\{[^{}\n]{0,400}\}?/g,
  /javascript:[\w.;()'"]{1,60}/gi,
  /(?:& ?){3,}/g,
]

/** Question marks for characters a wrong encoding lost, in front of a paragraph: no sentence begins with them. */
const lostCharacters = /^\?{2,}(?=[一-鿿\d“《])/gm

const declarations = (body: string): boolean => {
  const parts = body.split(';').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => /^\s*-?[a-z][a-z-]{1,30}\s*:\s*[^:\n]{1,100}$/i.test(part))
}

const selectorChar = /[\w\s.#,>:*@()-]/

/** Style rules: a selector and declarations in braces. */
const findStyles = (text: string): Found[] => {
  const found: Found[] = []
  let free = 0
  for (let open = text.indexOf('{'); open >= 0; open = text.indexOf('{', open + 1)) {
    if (open < free) continue
    const close = text.slice(open + 1, open + 601).search(/[{}]/)
    if (close < 0 || text[open + 1 + close] !== '}' || !declarations(text.slice(open + 1, open + 1 + close))) continue
    let start = open
    while (start > free && open - start < 120 && selectorChar.test(text[start - 1]!) && text[start - 1] !== '\n')
      start--
    free = open + 2 + close
    found.push({ start, end: free, rule: 'debris' })
  }
  return found
}

/** Left-over tags, scripts and styles in a text. Entities are turned into their character in the view instead. */
export const findDebris = (text: string): Found[] => {
  const found: Found[] = []
  const put = (pattern: RegExp) => {
    for (const match of text.matchAll(pattern))
      if (match[0] !== '') found.push({ start: match.index, end: match.index + match[0].length, rule: 'debris' })
  }
  // Most pages hold no code at all; the signs of it are looked for first.
  if (/[<{$]|&&|& &|javascript:/i.test(text) || /(?:var|let|const|document|window|function)\b/.test(text))
    for (const pattern of inline) put(pattern)
  put(lostCharacters)
  if (text.includes('{')) found.push(...findStyles(text))
  return found
}

const keyword =
  /^(?:var|let|const|function|if|else|return|for|while|try|catch|switch|case|import|export|window|document|jQuery|\$|\(function|@media|@import|@charset|@font-face|\/\/|\/\*|\*\/|<!--|-->|#[\w-]+\s*\{|\.[\w-]+\s*[{,.])/

/** Whether a line is code: two signs of a programming language and hardly a Chinese character. */
export const isCode = ({ text, hanzi, letters }: Line): boolean => {
  if (text.length > 2000) return isCodeAt(text.slice(0, 2000), hanzi / text.length)
  return letters + hanzi > 0 && isCodeAt(text, hanzi / text.length)
}

const isCodeAt = (text: string, hanziShare: number): boolean => {
  if (hanziShare > 0.3) return false
  let signs = 0
  if (/[;{}]$|^[})\]]+[;,]?$/.test(text)) signs++
  if (keyword.test(text)) signs++
  if (/\w\s*(?:=>|===?|!==?|\+=)\s*[\w"'`[{(]|[\w\])]\s?=\s?["'\w[{(]/.test(text)) signs++
  if (/\w\.\w+\(|\w\(\)|\)\s*\{/.test(text)) signs++
  if (/["'][\w-]+["']\s*:\s*["'\d[{]|^[\w-]+\s*:\s*[^;]{1,80};$/.test(text)) signs++
  return signs >= 2
}
