import type { z } from 'zod'
import type { FileOutput } from '../../access/operation.ts'
import type { Figure } from '../../base/figure.ts'
import { formatFigure, formatPeriod, modalityWords } from '../../base/format.ts'
import { inLang, type Lang } from '../../base/lang.ts'
import { evidenceKey, noteNumbers } from '../../report/footnotes.ts'
import { briefAsWord, showBrief } from '../../report/operations.ts'
import type { brief } from '../../report/schema.ts'
import type { Clerk } from '../clerk.ts'
import { columns } from './columns.ts'
import { type Line, nothingLeft, takeFlag, takeSwitch } from './line.ts'
import { saveFile } from './operate.ts'
import type { Terminal } from './terminal.ts'

type Brief = z.output<typeof brief>

/** A brief as plain text: every number with its mark and period, footnotes in brackets and listed at the end. */
export const briefText = (page: Brief, lang: Lang): string => {
  const numbers = noteNumbers(page.footnotes)
  const figureText = (figure: Figure, full: boolean): string => {
    const { text } = formatFigure(figure, lang)
    if (figure.value === null) return text
    const note = numbers.get(evidenceKey(figure.evidence))
    const about = [inLang(modalityWords[figure.modality], lang), figure.period ? formatPeriod(figure.period, lang) : '']
    const marks = about.filter((mark) => mark !== '').join(lang === 'en' ? ', ' : '，')
    return `${text}${full ? (lang === 'en' ? ` (${marks})` : `（${marks}）`) : ''}${note === undefined ? '' : `[${note}]`}`
  }
  const sections = page.sections.map((section) =>
    [
      `${section.title}`,
      ...section.sentences.map(
        (one) => `  ${one.parts.map((part) => ('text' in part ? part.text : figureText(part.figure, false))).join('')}`,
      ),
      ...(section.table
        ? [
            columns([
              section.table.columns.map((cell, i) => (i === 0 ? `  ${cell}` : cell)),
              ...section.table.rows.map((row) =>
                row.map((cell, i) => {
                  const text = cell === null ? '—' : typeof cell === 'string' ? cell : figureText(cell, true)
                  return i === 0 ? `  ${text}` : text
                }),
              ),
            ]),
          ]
        : []),
    ].join('\n'),
  )
  return [
    `${page.title}  ${page.asOf}`,
    ...sections,
    page.footnotes.map((note) => `[${note.number}] ${note.text}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** `brief [--docx FILE] [--json]`: the Monday page on the terminal, or as a Word file. */
export const briefCommand = async (line: Line, terminal: Terminal, open: () => Promise<Clerk>): Promise<void> => {
  const docx = takeFlag(line, 'docx', { zh: '文件路径', en: 'a path' })
  const json = takeSwitch(line, 'json')
  nothingLeft(line, 0)
  const clerk = await open()
  const options = { lang: terminal.lang, signal: terminal.signal }
  try {
    if (docx !== undefined) {
      const path = await saveFile((await clerk.call(briefAsWord, {}, options)) as FileOutput, docx)
      terminal.out(path)
      return
    }
    const page = (await clerk.call(showBrief, {}, options)) as Brief
    terminal.out(json ? JSON.stringify(page, null, 2) : briefText(page, terminal.lang))
  } finally {
    await clerk.close()
  }
}
