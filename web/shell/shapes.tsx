/** The small line drawings of the navigation, drawn here so that no icon set has to be loaded. */
const drawings = {
  today: 'M3 5h14v12H3ZM3 9h14M7 3v4M13 3v4',
  sources: 'M5 3h7l3 3v11H5ZM12 3v4h3M8 10h5M8 13h5',
  facts: 'M3 5h14M3 10h14M3 15h8M14 14l1.5 1.5L18 13',
  chain: 'M2 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0M8 10h4M15 5c-2-2.5-8-2.5-10 0',
  report: 'M4 3h12v14H4ZM7 13v-3M10 13V7M13 13V9',
  admin: 'M10 3l6 2v5c0 4-3 6-6 7c-3-1-6-3-6-7V5ZM7.5 10l2 2l3.5-4',
  search: 'M4 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0M13 13l4 4',
  menu: 'M3 5h14M3 10h14M3 15h14',
} as const

export type ShapeName = keyof typeof drawings

export const Shape = ({ name }: { name: ShapeName }) => (
  <svg className="line-shape" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
    <path d={drawings[name]} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinejoin="round" />
  </svg>
)
