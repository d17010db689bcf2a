import type { Region } from '../../base/region.ts'
import type { Block } from './claim.ts'

/**
 * Text made fit to read, with the way back: unit i of `text` came from raw offset `rawAt[i]`, and `rawAt[text.length]`
 * is the raw offset just after the last unit. Set-aside spans inside the block are not in `text`.
 */
export interface View {
  text: string
  rawAt: Uint32Array
}

/** One body paragraph in suggested reading order. */
export interface Passage {
  block: Block
  view: View
}

/** What a page says of itself before its sentences are read. */
export interface PageContext {
  /** Day of the dateline or of publication, ISO; what 今年, 目前, 当日 are anchored to. Null when nothing tells it. */
  anchor: string | null
  /** True when the year of the anchor was inferred and not stated. */
  anchorInferred: boolean
  title: string | null
  publisher: string | null
  /** The region most of the page is about (dateline, title, frequency), for sentences that name none. */
  region: Region | null
}

/** The raw span of view units [start, end). */
export const rawSpan = (view: View, start: number, end: number): { start: number; end: number } => ({
  start: view.rawAt[start]!,
  end: end > start ? view.rawAt[end - 1]! + 1 : view.rawAt[start]!,
})
