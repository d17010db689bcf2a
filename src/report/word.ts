import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  FootnoteReferenceRun,
  type IParagraphOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Figure } from '../base/figure.ts'
import { formatFigure } from '../base/format.ts'
import { inLang, type Lang } from '../base/lang.ts'
import { evidenceKey, noteNumbers } from './footnotes.ts'
import type { Brief, BriefCell, Sentence } from './schema.ts'
import { reportWords } from './words.ts'

/** 公文 faces first; Word falls back to the Latin face and the system's song type where an office lacks them. */
const faces = {
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  heading: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  body: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' },
}

/** Sizes in half points: 二号 44, 三号 32, 小四 24, 五号 21, 小五 18. */
const size = { title: 44, heading: 28, body: 24, table: 20, note: 18 }

/** A4 with the margins below, in twentieths of a point. */
const page = { width: 11906, height: 16838, top: 1304, bottom: 1134, left: 1361, right: 1361 }
const textWidth = page.width - page.left - page.right

const xmlSafe = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  )

const run = (text: string, halfPoints: number, font = faces.body): TextRun =>
  new TextRun({ text: xmlSafe(text), size: halfPoints, font })

/**
 * The Monday brief as a Word file: title, sections with sentences and tables, page numbers, and a native footnote at the
 * first place each figure's evidence is used. Returns the bytes of a docx; throws nothing of its own.
 */
export const briefToWord = async (brief: Brief, lang: Lang): Promise<Uint8Array> => {
  const numbers = noteNumbers(brief.footnotes)
  const marked = new Set<number>()

  const figureRuns = (figure: Figure, halfPoints: number): (TextRun | FootnoteReferenceRun)[] => {
    const text = run(formatFigure(figure, lang).text, halfPoints)
    if (figure.value === null) return [text]
    const runs: (TextRun | FootnoteReferenceRun)[] = [text]
    const number = numbers.get(evidenceKey(figure.evidence))
    if (number === undefined) return runs
    if (marked.has(number)) runs.push(new TextRun({ text: String(number), superScript: true, size: halfPoints }))
    else runs.push(new FootnoteReferenceRun(number))
    marked.add(number)
    return runs
  }

  const sentenceRuns = (sentence: Sentence) =>
    sentence.parts.flatMap((part) =>
      'text' in part ? [run(part.text, size.body)] : figureRuns(part.figure, size.body),
    )

  const cellParagraph = (cell: BriefCell, ofFigures: boolean): Paragraph => {
    const isFigure = cell !== null && typeof cell === 'object'
    return new Paragraph({
      alignment: ofFigures ? AlignmentType.RIGHT : AlignmentType.LEFT,
      children: isFigure ? figureRuns(cell, size.table) : [run(cell ?? inLang(reportWords.noData, lang), size.table)],
    })
  }

  /** Columns share the page by their longest words, none below a tenth of it. */
  const widthsOf = (columns: readonly string[], rows: readonly (readonly BriefCell[])[]): number[] => {
    const long = columns.map((column, index) =>
      Math.max(
        ...[column, ...rows.map((row) => row[index] ?? null)].map((cell) => {
          const isFigure = cell !== null && typeof cell === 'object'
          // A figure needs room for the number of its note.
          const text = cell === null ? '' : isFigure ? `${formatFigure(cell, lang).text}注注` : cell
          return Math.min(
            28,
            [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? 1 : 0.55), 0) + 1,
          )
        }),
      ),
    )
    const least = long.reduce((sum, each) => sum + each, 0) / 10
    const fair = long.map((each) => Math.max(each, least))
    const whole = fair.reduce((sum, each) => sum + each, 0)
    return fair.map((each) => Math.round((each / whole) * textWidth))
  }

  const line = { style: BorderStyle.SINGLE, size: 4, color: '999999' }
  const table = (columns: readonly string[], rows: readonly (readonly BriefCell[])[]): Table => {
    const holdsFigures = columns.map((_, index) =>
      rows.some((row) => typeof row[index] === 'object' && row[index] !== null),
    )
    return new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widthsOf(columns, rows),
      layout: TableLayoutType.FIXED,
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(
            (column) =>
              new TableCell({
                verticalAlign: VerticalAlignTable.CENTER,
                margins: { left: 80, right: 80, top: 40, bottom: 40 },
                children: [
                  new Paragraph({
                    alignment: AlignmentType.CENTER,
                    children: [run(column, size.table, faces.heading)],
                  }),
                ],
              }),
          ),
        }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children: row.map(
                (cell, index) =>
                  new TableCell({
                    verticalAlign: VerticalAlignTable.CENTER,
                    margins: { left: 80, right: 80, top: 40, bottom: 40 },
                    children: [cellParagraph(cell, holdsFigures[index] === true)],
                  }),
              ),
            }),
        ),
      ],
    })
  }

  const paragraph = (options: IParagraphOptions): Paragraph => new Paragraph({ spacing: { line: 360 }, ...options })
  const body = brief.sections.flatMap((section) => [
    paragraph({
      spacing: { before: 240, after: 80 },
      keepNext: true,
      children: [run(section.title, size.heading, faces.heading)],
    }),
    ...section.sentences.map((sentence) =>
      paragraph({ indent: { firstLine: size.body * 20 }, children: sentenceRuns(sentence) }),
    ),
    ...(section.table === null
      ? []
      : [paragraph({ spacing: { after: 60 }, children: [] }), table(section.table.columns, section.table.rows)]),
  ])

  const document = new Document({
    creator: 'Quanlian 全链',
    title: xmlSafe(brief.title),
    description: xmlSafe(brief.subtitle),
    styles: { default: { document: { run: { font: faces.body, size: size.body } } } },
    footnotes: Object.fromEntries(
      brief.footnotes.map((note) => [
        note.number,
        { children: [new Paragraph({ children: [run(` ${note.text}`, size.note)] })] },
      ]),
    ),
    sections: [
      {
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { top: 1440, bottom: 1304, left: 1474, right: 1361 } },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.table })],
              }),
            ],
          }),
        },
        children: [
          paragraph({ alignment: AlignmentType.CENTER, children: [run(brief.title, size.title, faces.title)] }),
          paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [run(brief.subtitle, size.table)],
          }),
          ...body,
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
