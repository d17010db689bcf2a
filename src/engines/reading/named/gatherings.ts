import { clauseStart } from './mentions.ts'
import { bodiesIn, each, type Finder, gathering, placeIn } from './stage.ts'

const heldIn = new RegExp(`^的([一-鿿“”、·\\dA-Za-z]{2,44}?${gathering})`)
const gatheringIn = new RegExp(
  `([一-鿿“”、·\\dA-Za-z]{2,50}?${gathering})(?:将|拟|定)?(?:于)?(?:\\d{1,2}月)?(?:\\d{1,2}日)?(?:[至—-](?:\\d{1,2}月)?\\d{1,2}日)?在([一-鿿]{2,24})$`,
)
const gatheringAtEnd = new RegExp(`([一-鿿“”]{2,30}${gathering})$`)
const gatheringAhead = new RegExp(`([一-鿿“”]{4,36}${gathering})`)

/** 在某地举行的某会; 某会…在某地举行. */
export const held: Finder = (stage) =>
  each(stage.text, /(?:成功|隆重)?(?:举行|举办|召开)/g, (m) => {
    const { text } = stage
    const begin = Math.max(clauseStart(text, m.index), m.index - 80)
    const after = m.index + m[0].length
    const what = heldIn.exec(text.slice(after, after + 60))
    const where = /在([一-鿿]{2,24})$/.exec(text.slice(begin, m.index))
    if (what && where) {
      const start = begin + where.index
      return {
        start,
        end: after + what[0].length,
        predicate: '举办地点',
        subject: what[1]!,
        objects: [where[1]!],
        modality: 'actual',
        confidence: 0.9,
        place: placeIn(stage, start, m.index),
      }
    }
    const both = gatheringIn.exec(text.slice(begin, m.index))
    if (!both) return null
    const start = begin + both.index
    return {
      start,
      end: after,
      predicate: '举办地点',
      subject: both[1]!,
      objects: [both[2]!.replace(/(.{2})(?:同步|隆重|正式|顺利|成功|圆满|盛大)$/, '$1')],
      modality: /将|拟/.test(text.slice(start, m.index)) ? 'plan' : 'actual',
      confidence: 0.86,
      place: placeIn(stage, start + both[1]!.length, m.index),
    }
  })

/** 由甲与乙共同主办. */
export const hosted: Finder = (stage) =>
  each(stage.text, /由([^,。;:!?]{4,80}?)(?:共同|联合)?(主办|承办|协办)/g, (m) => {
    const bodies = bodiesIn(stage, m.index, m.index + m[0].length)
    const objects =
      bodies.length > 0 ? bodies.map((b) => b.name) : m[1]!.split(/、|与|和|及/).filter((s) => s.length >= 3)
    if (objects.length === 0) return null
    const what = gatheringAtEnd.exec(stage.text.slice(clauseStart(stage.text, m.index), m.index))
    const back = gatheringAhead.exec(stage.text.slice(m.index + m[0].length, m.index + m[0].length + 60))
    return {
      start: m.index,
      end: m.index + m[0].length,
      predicate: `${m[2]}单位`,
      subject: what?.[1] ?? back?.[1] ?? null,
      objects,
      modality: 'actual',
      confidence: 0.9,
    }
  })
