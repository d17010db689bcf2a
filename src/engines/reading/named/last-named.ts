import type { OrganisationMention, Scene } from './mentions.ts'

const project = /(?:^|[,。;:、“(\s将设产施展成建])([一-鿿A-Za-z0-9()“”+.]{4,44}?(?:项目|工程))/g

/** What 该研究院, 公司 and 项目 point to: the last of their kind that the page named before, in reading order. */
export class LastNamed {
  private readonly before = new Map<string, string>()
  private projectBefore: string | null = null

  /** The resolver for one passage; what the passage names is remembered for those that follow. */
  enter(scene: Scene): (subject: string, at: number) => string {
    const earlier = new Map(this.before)
    const earlierProject = this.projectBefore
    const projects = /项目|工程/.test(scene.text)
      ? [...scene.text.matchAll(project)].map((m) => ({
          name: m[1]!.replace(/^.*(?:投建|建设|投资|实施|亿元的|万元的|签约)(?=年产|[一-鿿]{3})/, ''),
          end: m.index + m[0].length,
        }))
      : []
    const own = projects.filter(
      ({ name }) => !/^(?:该|本|此|上述|一批|多个|重点|重大)|总投资|重大项目|重点项目|签约项目/.test(name),
    )
    for (const o of scene.organisations) for (const kind of kindsOf(o)) this.before.set(kind, o.name)
    this.projectBefore = own.at(-1)?.name ?? earlierProject
    return (subject, at) => {
      const pointed = /^(?:该|本|上述|此)?(研究院|公司|企业|集团|园区|大学|学院|实验室)$/.exec(subject)
      if (pointed) {
        const kind = pointed[1] === '企业' ? '公司' : pointed[1]!
        const here = scene.organisations.findLast((o) => o.end <= at && kindsOf(o).includes(kind))
        return here?.name ?? earlier.get(kind) ?? subject
      }
      if (/^(?:该|本|此)?(?:项目|工程)$/.test(subject))
        return own.findLast(({ end }) => end <= at)?.name ?? earlierProject ?? subject
      return subject
    }
  }
}

const kindsOf = (o: OrganisationMention): string[] =>
  o.type === 'company'
    ? o.name.endsWith('集团')
      ? ['公司', '集团']
      : ['公司']
    : o.type === 'park'
      ? ['园区']
      : o.type === 'research'
        ? [/(?:研究院|大学|学院|实验室)/.exec(o.name)?.[0] ?? '研究院']
        : []
