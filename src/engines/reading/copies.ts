import { normalise } from './script.ts'

/**
 * Finding the same text on other pages: shuffled, annotated, shortened or in the other script. Two signs, both blind to the
 * order of sentences: the set of hashed sentences (exact, weighed by length) and a MinHash of 5-grams (for sentences that
 * were touched). One-permutation hashing with rotation (Li, Owen and Zhang 2012; Shrivastava and Li 2014): one hash a gram.
 */

/** Bins of the MinHash signature; its standard error at similarity ½ is ½ / √128 ≈ 0.044. */
export const signatureBins = 128
/** Sentences kept of a long text: those with the smallest hashes, so that two long texts keep the same ones of what they share. */
const mostSentences = 256
/** Shorter sentences stand in many texts (“图片新闻”, “记者 某某”) and show nothing. */
const shortestSentence = 8
const gram = 5
/** Two shorter texts may say the same thing in the same words without one being copied from the other. */
const shortestText = 60
/** Rows of one band of the signature: two texts meet in a band when all its rows agree. */
const bandRows = 4
const empty = 0xffffffff

export interface Fingerprint {
  /** Distinct sentences as [hash below 2^52, length in units], by hash; only the smallest hashes of a text with more than 256. */
  sentences: [number, number][]
  /** True when `sentences` is a sample. */
  sampled: boolean
  /** Letters, digits and Chinese characters of the text. */
  length: number
  /** 128 bins, 32 bits each; all 0xffffffff for a text without a 5-gram. */
  signature: Uint32Array
}

const mix = (h: number): number => {
  let x = h
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

/** Letters, digits and Chinese characters only, lower case: what a copy keeps when marks, spaces and quotes change. */
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const hashOf = (text: string): number => {
  let a = 0x811c9dc5
  let b = 0x9747b28c
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 15)
  }
  return (mix(b) & 0xfffff) * 2 ** 32 + mix(a)
}

/** The hash under which a sentence is the same sentence on another page, in either script, as 13 hex digits; null for one too short to tell. */
export const sentenceKey = (sentence: string): string | null => {
  const plain = bare(normalise(sentence).text)
  return plain.length < shortestSentence ? null : hashOf(plain).toString(16).padStart(13, '0')
}

/** The fingerprint of a text given in pieces (paragraphs), already in one script and without what was set aside. Linear in the text. */
export const fingerprintOf = (pieces: Iterable<string>): Fingerprint => {
  const lengths = new Map<number, number>()
  const signature = new Uint32Array(signatureBins).fill(empty)
  let length = 0
  for (const piece of pieces) {
    for (const sentence of piece.split(/[。！？!?；;\r\n]+/)) {
      const plain = bare(sentence)
      length += plain.length
      if (plain.length >= shortestSentence) lengths.set(hashOf(plain), plain.length)
      for (let i = 0; i + gram <= plain.length; i++) {
        let h = 0x811c9dc5
        for (let k = 0; k < gram; k++) h = Math.imul(h ^ plain.charCodeAt(i + k), 0x01000193)
        const hash = mix(h)
        const bin = hash % signatureBins
        if (hash < signature[bin]!) signature[bin] = hash
      }
    }
  }
  fillEmpty(signature)
  const sentences = [...lengths].sort((x, y) => x[0] - y[0])
  return { sentences: sentences.slice(0, mostSentences), sampled: sentences.length > mostSentences, length, signature }
}

/** An empty bin takes the next full one's value with its distance mixed in, so that short texts compare like long ones. */
const fillEmpty = (signature: Uint32Array): void => {
  const full = signature.slice()
  if (full.every((value) => value === empty)) return
  for (let bin = 0; bin < signatureBins; bin++) {
    let distance = 0
    while (full[(bin + distance) % signatureBins] === empty) distance++
    if (distance > 0) signature[bin] = mix(full[(bin + distance) % signatureBins]! ^ Math.imul(distance, 0x9e3779b1))
  }
}

/** What to look a fingerprint up by: texts that share no mark are not copies. Numbers below 2^52. */
export const marksOf = ({ sentences, signature }: Fingerprint): { sentences: number[]; bands: number[] } => {
  const bands: number[] = []
  if (signature.some((value) => value !== empty))
    for (let at = 0; at < signatureBins; at += bandRows) {
      let a = at + 1
      let b = 0x9e3779b9 ^ at
      for (let k = 0; k < bandRows; k++) {
        a = mix(a ^ signature[at + k]!)
        b = mix(Math.imul(b, 31) ^ signature[at + k]!)
      }
      bands.push((b & 0xfffff) * 2 ** 32 + a)
    }
  return { sentences: sentences.map(([hash]) => hash), bands }
}

export interface Likeness {
  /** Share of each text, by length, that stands word for word in the other; 0…1. */
  ofFirst: number
  ofSecond: number
  /** Estimated Jaccard similarity of their 5-grams; 0 where a text is too short for it to mean anything. */
  grams: number
  sharedSentences: number
}

/** How far two texts are one. */
export const likeness = (first: Fingerprint, second: Fingerprint): Likeness => {
  // Where a text is a sample, only hashes below its largest one were all kept.
  const limit = Math.min(
    first.sampled ? first.sentences.at(-1)![0] : Number.POSITIVE_INFINITY,
    second.sampled ? second.sentences.at(-1)![0] : Number.POSITIVE_INFINITY,
  )
  const own = new Set(first.sentences.map(([hash]) => hash))
  const weight = (print: Fingerprint) =>
    print.sentences.reduce((sum, [hash, length]) => (hash <= limit ? sum + length : sum), 0)
  let shared = 0
  let sharedSentences = 0
  for (const [hash, length] of second.sentences)
    if (hash <= limit && own.has(hash)) {
      shared += length
      sharedSentences++
    }
  let same = 0
  for (let i = 0; i < signatureBins; i++)
    if (first.signature[i] === second.signature[i] && first.signature[i] !== empty) same++
  const a = weight(first)
  const b = weight(second)
  return {
    ofFirst: a === 0 ? 0 : shared / a,
    ofSecond: b === 0 ? 0 : shared / b,
    grams: Math.min(first.length, second.length) < shortestText ? 0 : same / signatureBins,
    sharedSentences,
  }
}

/** Both texts say mostly the same in the same words. */
const copyShare = 0.6
/** Similarity of 5-grams above which two texts are one text edited. */
const copyGrams = 0.5
/** A shortened copy: nearly all of it stands in the longer text, which is at most three times as long. */
const partShare = 0.8
const partLength = 1 / 3
const fewestShared = 2

/**
 * Whether two texts are copies of one text and so one witness. A digest that prints a story among many others is not its
 * copy; there the sentences alone say that they are the same (`sentenceKey`).
 */
export const areCopies = ({ ofFirst, ofSecond, grams, sharedSentences }: Likeness): boolean => {
  if (grams >= copyGrams) return true
  if (sharedSentences < fewestShared) return false
  const [less, more] = ofFirst < ofSecond ? [ofFirst, ofSecond] : [ofSecond, ofFirst]
  return less >= copyShare || (more >= partShare && less >= partLength * partShare)
}
