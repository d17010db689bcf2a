import { noData } from '../../src/base/format.ts'
import { inLang } from '../../src/base/lang.ts'
import { useLang } from '../words/lang.ts'

/** Hatched and said: nothing is known here. Never 0, never an empty space. */
export const NoData = () => <span className="no-data">{inLang(noData, useLang())}</span>
