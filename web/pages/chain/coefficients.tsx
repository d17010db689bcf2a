import type { StagePage } from '../../../src/chain/schema.ts'
import { NoData } from '../../parts/no-data.tsx'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'

/** Coefficients keep the digits of their source, at most six after the point. */
const digits = (value: number, lang: string): string =>
  new Intl.NumberFormat(lang, { maximumSignificantDigits: 7, useGrouping: lang === 'en' }).format(value)

/** What each process takes in and gives out per unit of output, with range, source and weak marks. */
export const Coefficients = ({ processes }: { processes: StagePage['processes'] }) => {
  const lang = useLang()
  const t = useWords()
  if (processes.length === 0) return null
  return (
    <section className="coefficients">
      <h3>{t('chain.processes')}</h3>
      {processes.map((process) => (
        <div key={process.key} className="coefficient-table">
          <table>
            <caption>{process.name}</caption>
            <thead>
              <tr>
                <th scope="col">{t('chain.coefficient.product')}</th>
                <th scope="col">{t('chain.coefficient.value')}</th>
                <th scope="col">{t('chain.coefficient.source')}</th>
              </tr>
            </thead>
            <tbody>
              {process.coefficients.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a product may enter and leave a process, and enter it twice
                <tr key={index}>
                  <td>
                    <span className="cell-label">
                      {one.direction === 'in' ? `→ ${t('chain.coefficient.in')}` : `${t('chain.coefficient.out')} →`}
                    </span>
                    {one.product}
                  </td>
                  <td className="coefficient-value">
                    {one.value === null ? <NoData /> : `${digits(one.value, lang)} ${one.unit}`}
                    <span className="cell-label">
                      {one.low === null && one.high === null
                        ? t('chain.coefficient.range.none')
                        : t('chain.coefficient.range', {
                            low: one.low === null ? '…' : digits(one.low, lang),
                            high: one.high === null ? '…' : digits(one.high, lang),
                          })}
                    </span>
                  </td>
                  <td className="coefficient-source">
                    {one.weak && <span className="weak">{t('chain.coefficient.weak')}</span>}
                    {one.source}
                    {one.note && <span className="cell-label">{one.note}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  )
}
