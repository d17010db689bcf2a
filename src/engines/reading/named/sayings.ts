import { clauseStart, inside, sentenceStart } from './mentions.ts'
import { bodiesIn, each, type Finder, placeIn } from './stage.ts'

/** 四川安高特电的…能够在临武落地: a wish, said by somebody. */
export const wished: Finder = (stage) =>
  each(
    stage.text,
    /(?:能够|能|早日|尽快)(?:[一-鿿]{0,4})在([一-鿿]{2,8}?)(落地|投产|开工|建成)(?:生根|见效)?/g,
    (m) => {
      const begin = clauseStart(stage.text, m.index)
      const place = placeIn(stage, m.index, m.index + m[0].length)
      const body = bodiesIn(stage, begin, m.index).at(0)
      if (!place || !body) return null
      const speaker =
        inside(stage.persons, sentenceStart(stage.text, m.index), m.index).at(-1) ??
        inside(stage.persons, m.index - 400, m.index).at(-1)
      return {
        start: body.start,
        end: m.index + m[0].length,
        predicate: `期望${m[2]}`,
        subject: body.name,
        objects: [stage.text.slice(body.end, m.index).replace(/^的/, '') || m[2]!],
        modality: 'forecast',
        confidence: 0.78,
        place,
        attribution: speaker?.name ?? null,
      }
    },
  )

/** 郴州素有“有色金属之乡”“微晶石墨之都”之美誉. */
export const called: Finder = (stage) =>
  each(
    stage.text,
    /([一-鿿]{2,12}?)(?:素有|享有|有着|拥有|被誉为|被称为|有)((?:“[^“”]{2,16}”、?){1,5})(?:之?(?:美誉|美称|称号|之称|称|誉))?/g,
    (m) => {
      if (!/素有|享有|被誉为|被称为/.test(m[0]) && !/(?:美誉|美称|之称)$/.test(m[0])) return null
      const place = inside(stage.scene.places, m.index, m.index + m[1]!.length).at(-1)
      return {
        start: place?.start ?? m.index,
        end: m.index + m[0].length,
        predicate: '别称',
        subject: place?.name ?? m[1]!,
        objects: [...m[2]!.matchAll(/“([^“”]+)”/g)].map((q) => q[1]!),
        modality: 'actual',
        confidence: 0.88,
        place: place?.region ?? null,
      }
    },
  )

/** 加快建设“电池之都”: what a place wants to be. */
export const positioned: Finder = (stage) =>
  each(
    stage.text,
    /(?:加快|全力|努力|着力|奋力|持续)?(?:建设|打造|建成)(?:[一-鿿、]{0,16}的?)?“([一-鿿]{2,8}之(?:都|城|乡|谷|地|窗))”/g,
    (m) => {
      const begin = sentenceStart(stage.text, m.index)
      const place = inside(stage.scene.places, begin, m.index)
        .filter((p) => p.kind === 'region')
        .at(-1)
      return {
        start: m.index,
        end: m.index + m[0].length,
        predicate: '目标定位',
        subject: place?.region.name ?? stage.region?.name ?? null,
        objects: [m[1]!],
        modality: 'target',
        confidence: 0.82,
        place: place?.region ?? stage.region,
      }
    },
  )
