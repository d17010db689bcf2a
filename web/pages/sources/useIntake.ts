import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, OperationError, upload } from '../../client.ts'
import { useLang } from '../../words/lang.ts'
import { useWords } from '../../words/words.ts'
import { faultOf, type Intake } from './intake.ts'

/** What is known of a source beside its bytes. */
export interface About {
  published: string
  url: string
}

interface Job {
  key: number
  name: string
  about: About
  file: File | null
  text: string | null
}

/** Takes files and texts in, one after the other, and says of each how far it is. */
export const useIntake = () => {
  const lang = useLang()
  const t = useWords()
  const queries = useQueryClient()
  const [intakes, setIntakes] = useState<Intake[]>([])
  const jobs = useRef<Job[]>([])
  const running = useRef(false)
  const next = useRef(1)
  const alive = useRef(true)
  useEffect(() => {
    alive.current = true
    return () => {
      alive.current = false
    }
  }, [])

  const change = useCallback((key: number, what: Partial<Intake>) => {
    if (alive.current) setIntakes((before) => before.map((each) => (each.key === key ? { ...each, ...what } : each)))
  }, [])

  const run = useCallback(async () => {
    if (running.current) return
    running.current = true
    for (let job = jobs.current.shift(); job; job = jobs.current.shift()) {
      const { key, name, about, file, text } = job
      const more = {
        ...(about.published ? { published: about.published } : {}),
        ...(about.url.trim() ? { url: about.url.trim() } : {}),
      }
      change(key, { state: 'sending', says: null, share: 0 })
      try {
        const taken = file
          ? await upload('sources.add', { name, ...more }, file, lang, (share) => change(key, { share }))
          : await call('sources.add', { name, text: text!, ...more }, lang)
        change(key, { state: taken.already ? 'already' : 'taken', documentId: taken.id, share: 1 })
        void queries.invalidateQueries()
      } catch (error) {
        const says = error instanceof OperationError ? error.sentence : null
        change(key, { state: 'failed', says: says ?? t('state.failed.says') })
      }
    }
    running.current = false
  }, [change, lang, queries, t])

  const known = useRef(new Map<number, Job>())
  const enter = useCallback(
    (entries: Omit<Job, 'key'>[]) => {
      const made = entries.map((entry): [Job, Intake] => {
        const job = { ...entry, key: next.current++ }
        const fault = entry.file ? faultOf(entry.file) : null
        const intake: Intake = {
          key: job.key,
          name: entry.name,
          size: entry.file?.size ?? new Blob([entry.text ?? '']).size,
          state: fault ? 'refused' : 'waiting',
          share: 0,
          says: fault?.sentence(lang) ?? null,
          documentId: null,
        }
        return [job, intake]
      })
      setIntakes((before) => [...made.map(([, intake]) => intake), ...before])
      for (const [job, intake] of made) {
        if (intake.state !== 'waiting') continue
        known.current.set(job.key, job)
        jobs.current.push(job)
      }
      void run()
    },
    [lang, run],
  )

  return {
    intakes,
    addFiles: (files: Iterable<File>, about: About) =>
      enter([...files].map((file) => ({ name: file.name.slice(0, 300), about, file, text: null }))),
    addText: (name: string, text: string, about: About) => enter([{ name, about, file: null, text }]),
    again: (key: number) => {
      const job = known.current.get(key)
      if (!job) return
      jobs.current.push(job)
      change(key, { state: 'waiting', says: null })
      void run()
    },
    clear: () => {
      setIntakes((before) => before.filter((each) => each.state === 'waiting' || each.state === 'sending'))
    },
  }
}
