import { type Output, useOperation } from '../../client.ts'
import { Go } from '../../parts/go.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { SentenceView } from '../../parts/sentence.tsx'
import { Nothing, Shown } from '../../parts/states.tsx'
import { useWords, type WordKey } from '../../words/words.ts'
import './today.css'
import { dayOf } from '../../parts/time.ts'
import { Years } from './years.tsx'

type Today = Output<'report.today'>

const aboutWords: Record<Today['sentences'][number]['about'], WordKey> = {
  target: 'today.about.target',
  moved: 'today.about.moved',
  stuck: 'today.about.stuck',
  decide: 'today.about.decide',
  gap: 'today.about.gap',
}

const Sentences = ({ sentences }: { sentences: Today['sentences'] }) => {
  const t = useWords()
  if (sentences.length === 0) return <Nothing says={t('today.sentences.none')} />
  return (
    <ol className="today-sentences">
      {sentences.map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no identity but their place
        <li key={index}>
          <span className={`about about-${sentence.about}`}>{t(aboutWords[sentence.about])}</span>
          <SentenceView sentence={sentence} />
        </li>
      ))}
    </ol>
  )
}

const Waiting = ({ waiting }: { waiting: Today['waiting'] }) => {
  const t = useWords()
  return (
    <section className="today-waiting" aria-labelledby="waiting">
      <h2 id="waiting">{t('today.waiting')}</h2>
      {waiting.length === 0 ? (
        <p className="today-quiet">{t('today.waiting.none')}</p>
      ) : (
        <ul>
          {waiting.map((item) => (
            <li key={item.kind}>
              <Go href={item.href}>
                <span>{item.text}</span>
                <strong>{item.count}</strong>
              </Go>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Moved = ({ moved }: { moved: Today['moved'] }) => {
  const t = useWords()
  return (
    <section className="today-moved" aria-labelledby="moved">
      <h2 id="moved">{t('today.moved')}</h2>
      {moved.length === 0 ? (
        <p className="today-quiet">{t('today.moved.none')}</p>
      ) : (
        <ul>
          {moved.map((item) => (
            <li key={item.at + item.href}>
              <time dateTime={item.at}>{dayOf(item.at)}</time>
              <Go href={item.href}>{item.text}</Go>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The home page: what is true today in a few sentences, results against targets, what waits, what moved. */
export const TodayPage = () => {
  const t = useWords()
  const today = useOperation('report.today', {})
  return (
    <>
      <PageHeader
        title={t('shell.today')}
        {...(today.data ? { lead: t('today.lead', { date: today.data.asOf }) } : {})}
      />
      <Shown of={today}>
        {(page) => (
          <div className="today-box">
            <div className="today">
              <section className="today-main" aria-labelledby="sentences">
                <h2 id="sentences">{t('today.sentences')}</h2>
                <Sentences sentences={page.sentences} />
              </section>
              <Waiting waiting={page.waiting} />
              <Years years={page.years} asOf={page.asOf} />
              <Moved moved={page.moved} />
            </div>
          </div>
        )}
      </Shown>
    </>
  )
}
