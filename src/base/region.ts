/** A place of GB/T 2260: six digits, full name, and the level. */
export interface Region {
  code: string
  name: string
  level: 'province' | 'prefecture' | 'county'
}
