import type { Found } from '../../clean/injected.ts'
import type { Grid, Origin } from '../../opened.ts'
import { layOut } from './render.ts'
import { type Chosen, chooseStory } from './story.ts'
import { gridsOf } from './tables.ts'

export interface Rendered {
  /** What a person would read, paragraphs on lines of their own. Offsets of a reading of HTML point into it. */
  text: string
  /** Spans outside the story by the page's structure, sorted and apart. */
  outside: Found[]
  /** The way back to the source, for every run of text. */
  origins: Origin[]
  grids: Grid[]
  title: string | undefined
  publisher: string | undefined
  published: string | undefined
  /** How the story was decided. */
  by: Chosen['by']
}

/** Whether a text is an HTML page and not a text that mentions a tag. */
export const looksLikeHtml = (text: string, name?: string): boolean => {
  const head = text.slice(0, 4096)
  if (
    /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,400}-->\s*)?<!doctype html|<html[\s>]|<body[\s>]|<head[\s>]|<frameset[\s>]/i.test(
      head,
    )
  )
    return true
  const named = /\.(?:x?html?|shtml|mhtml|jsp|aspx?|php)$/i.test(name ?? '')
  const tags = head.match(/<\/?(?:div|p|span|br|table|td|a|h[1-6]|ul|li|section|article)\b/gi)?.length ?? 0
  return named ? tags > 0 : tags >= 6 && /^\s*</.test(head)
}

const publishedNames =
  /^(?:publishdate|pubdate|article:published_time|og:release_date|weibo:article:create_at|publish_time|firstpublishedtime|dateofpublication)$/i
const publisherNames = /^(?:contentsource|og:site_name|source|article:publisher|mediaid|sitename|site_name)$/i
const titleNames = /^(?:articletitle|og:title)$/i

/**
 * An HTML page as the text a person reads, with what is outside its story, its tables of facts, and the way back to the source.
 * See `layOut` for how the text is made and `chooseStory` for how the story is found.
 */
export const renderHtml = (source: string): Rendered => {
  const laid = layOut(source)
  const { outside, title: heading, by } = chooseStory(laid)
  const meta = (pattern: RegExp): string | undefined => {
    for (const [name, value] of laid.metas) if (pattern.test(name) && value) return value
    return undefined
  }
  const published = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(meta(publishedNames) ?? '')
  const title = meta(titleNames) ?? heading ?? laid.titleTag.trim().split(/\s*[_|]\s*|\s+[-–—]\s+/)[0]
  return {
    text: laid.text,
    outside,
    origins: originsOf(laid.runs),
    grids: gridsOf(laid, laid.isData),
    title: title?.trim() || undefined,
    publisher: meta(publisherNames),
    published: published
      ? `${published[1]}-${published[2]!.padStart(2, '0')}-${published[3]!.padStart(2, '0')}`
      : undefined,
    by,
  }
}

const originsOf = (runs: readonly number[]): Origin[] => {
  const origins: Origin[] = []
  for (let i = 0; i < runs.length; i += 4)
    origins.push({
      start: runs[i]!,
      end: runs[i]! + runs[i + 1]!,
      source: { start: runs[i + 2]!, end: runs[i + 2]! + runs[i + 3]! },
    })
  return origins
}
