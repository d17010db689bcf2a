/** The nonce of this page's content policy, written by the server into the page; undefined where there is no such policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content || undefined

// Ant Design passes the nonce to most of the styles it makes at run time, but not to the ones it measures scrollbars and locks
// scrolling with. Here every style element the app makes gets it before it is filled: docs/decisions/0015.
if (nonce !== undefined) {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
