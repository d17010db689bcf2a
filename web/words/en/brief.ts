import type { zhBrief } from '../zh/brief.ts'

export const enBrief: Record<keyof typeof zhBrief, string> = {
  'brief.word': 'Download Word',
  'brief.print': 'Print',
  'brief.footnotes': 'Notes and sources',
  'brief.section.empty': 'There is no number to report in this section yet.',
  'brief.note.open': 'Open the evidence of note {number}',
}
