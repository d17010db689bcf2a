/** One piece of text on a page: points from the lower left corner, size in points. */
export interface PdfText {
  x: number
  y: number
  size?: number
  text: string
}

export interface PdfPage {
  texts?: PdfText[]
  /** A picture over the whole page, as a scanner leaves it. */
  scanned?: boolean
  /** Letters drawn as glyphs that name no characters: a font without any map to Unicode. */
  glyphs?: number
  /** Width and height in points; A4 when not said. */
  size?: [number, number]
}

export interface PdfOptions {
  info?: Record<string, string>
  /** A password nobody gives. */
  locked?: boolean
  /** The predefined CMap the Chinese font is written with. */
  cmap?: 'UniGB-UCS2-H' | 'GBK-EUC-H'
  /** Bytes of a text in GBK, for GBK-EUC-H. */
  gbk?: (text: string) => Uint8Array
}

const hex = (bytes: Iterable<number>): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const utf16 = (text: string): number[] =>
  Array.from({ length: text.length }, (_, i) => [text.charCodeAt(i) >> 8, text.charCodeAt(i) & 255]).flat()

/**
 * A PDF written by hand: pages of text in a Chinese font that is not embedded (STSong-Light), so that its characters are known
 * only through a predefined CMap, as files from many offices are.
 */
export const pdfFile = (pages: readonly PdfPage[], options: PdfOptions = {}): Uint8Array => {
  const { cmap = 'UniGB-UCS2-H', gbk } = options
  const encode = (text: string): string =>
    hex(cmap === 'GBK-EUC-H' ? gbk!(text) : [...text].flatMap((char) => utf16(char)))
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const stream = (dictionary: string, data: string): string =>
    `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add('')
  add(`<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-${cmap} /Encoding /${cmap} /DescendantFonts [4 0 R] >>`)
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>',
  )
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  )
  add(
    '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 1 /LastChar 1 /Widths [100] /Encoding << /Type /Encoding /Differences [1 /g1] >> /CharProcs << /g1 7 0 R >> /Resources << >> >>',
  )
  add(stream('', '100 0 d0 0 0 80 80 re f'))
  add(
    stream(
      '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8',
      'x'.repeat(64),
    ),
  )
  const kids: number[] = []
  for (const { texts = [], scanned, glyphs = 0, size: [width, height] = [595, 842] } of pages) {
    const content = [
      ...(scanned ? ['q 595 0 0 842 0 0 cm /I1 Do Q'] : []),
      ...texts.map(({ x, y, size = 12, text }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${encode(text)}> Tj ET`),
      ...(glyphs > 0 ? [`BT /F2 12 Tf 1 0 0 1 50 700 Tm <${'01'.repeat(glyphs)}> Tj ET`] : []),
    ].join('\n')
    const contents = add(stream('', content))
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${contents} 0 R /Resources << /Font << /F1 3 0 R /F2 6 0 R >> /XObject << /I1 8 0 R >> >> >>`,
      ),
    )
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`
  const info = Object.entries(options.info ?? {}).map(([key, value]) => `/${key} <feff${hex(utf16(value))}>`)
  const infoAt = info.length > 0 ? add(`<< ${info.join(' ')} >>`) : 0
  const lockAt = options.locked
    ? add(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'5a'.repeat(32)}> /U <${'a5'.repeat(32)}> >>`)
    : 0
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const xref = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${infoAt ? ` /Info ${infoAt} 0 R` : ''}${
    lockAt ? ` /Encrypt ${lockAt} 0 R /ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>]` : ''
  } >>\nstartxref\n${xref}\n%%EOF\n`
  return Uint8Array.from(file, (char) => char.charCodeAt(0))
}
