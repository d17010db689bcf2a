import type { zhToday } from '../zh/today.ts'

export const enToday: Record<keyof typeof zhToday, string> = {
  'today.lead': 'As of {date}, written from accepted facts; open any number to see its evidence.',
  'today.sentences': 'In brief',
  'today.sentences.none':
    'There is no number to report yet. Add a source and accept its claims, and the main points appear here.',
  'today.about.target': 'Target',
  'today.about.moved': 'Moved',
  'today.about.stuck': 'Stuck',
  'today.about.decide': 'Decide',
  'today.about.gap': 'Gap',
  'today.years': 'Actuals and targets by year',
  'today.years.none': 'There is no result or target for any year yet.',
  'today.chart': 'Bar chart of actuals and targets by year; the same numbers stand in the table beside it.',
  'today.chart.axis': 'Output value, {unit}',
  'today.column.year': 'Year',
  'today.column.actual': 'Actual',
  'today.column.target': 'Target',
  'today.column.attained': 'Attained',
  'today.column.forecasts': 'Forecast',
  'today.others': 'also',
  'today.notDue': 'not due yet',
  'today.waiting': 'Waiting for me',
  'today.waiting.none': 'Nothing waits for you.',
  'today.moved': 'Recent changes',
  'today.moved.none': 'Nothing has changed yet.',
}
