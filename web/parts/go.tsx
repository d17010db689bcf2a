import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/** A link to an address inside the app that came as text (from the server): follows it without loading the app again. */
export const Go = ({ href, className, children }: { href: string; className?: string; children: ReactNode }) => {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    router.history.push(href)
  }
  return (
    <a href={href} onClick={follow} {...(className === undefined ? {} : { className })}>
      {children}
    </a>
  )
}
