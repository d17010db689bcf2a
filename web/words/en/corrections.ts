import type { zhCorrections } from '../zh/corrections.ts'

export const enCorrections: Record<keyof typeof zhCorrections, string> = {
  'corrections.title': 'Corrections the rules differ from',
  'corrections.lead':
    'Claims people corrected or rejected and the reader still reads otherwise, counted by the rule behind it. They can be saved as test cases for the maintainers; the file names no person.',
  'corrections.save': 'Save {format}',
  'corrections.all': 'Also list those the reader gets right by now',
  'corrections.none':
    'No corrections yet. Edit or reject a claim on the page of facts or of a source, and it is listed here.',
  'corrections.agree': 'There are {count} corrections; the reader agrees with all of them today.',
  'corrections.rules': 'Counted by rule',
  'corrections.rule': 'Rule',
  'corrections.count': 'Count',
  'corrections.everyRule': 'Every rule',
  'corrections.list': 'Corrections',
  'corrections.shown': '{shown} of {total}',
  'corrections.older': 'Only the latest {count} corrections are looked at.',
  'corrections.rejected': 'Rejected by hand; the reader still makes this claim.',
  'corrections.rejected.lost': 'Rejected by hand; the reader no longer makes this claim.',
}
