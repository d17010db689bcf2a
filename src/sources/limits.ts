/** The largest file a source may be, in bytes; doors refuse more before they read it. */
export const maxSourceBytes = 20 * 1024 * 1024
