/** An encoder for GB18030 (two-byte part) or Big5, made by asking the decoder which bytes give each character. Others become `?`. */
export const encoderOf = (encoding: 'gb18030' | 'big5'): ((text: string) => Uint8Array) => {
  const bytesOf = new Map<string, number[]>()
  const decoder = new TextDecoder(encoding)
  for (let a = 0x81; a <= 0xfe; a++)
    for (let b = 0x40; b <= 0xfe; b++) {
      const char = decoder.decode(new Uint8Array([a, b]))
      if ([...char].length === 1 && char !== '\ufffd' && !bytesOf.has(char)) bytesOf.set(char, [a, b])
    }
  return (text) =>
    new Uint8Array([...text].flatMap((c) => (c.charCodeAt(0) < 128 ? [c.charCodeAt(0)] : (bytesOf.get(c) ?? [63]))))
}
