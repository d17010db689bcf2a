import type { Words } from '../base/lang.ts'
import type { Claim, Reading } from '../engines/reading/claim.ts'
import { ballotsOf, instructions } from '../engines/reading/vote/ask.ts'
import { countVotes, type Vote, votesIn } from '../engines/reading/vote/count.ts'
import type { VoteRecord } from '../store/tables/sources.ts'

export interface Voter {
  /** Address of an OpenAI-compatible interface, without /chat/completions. */
  endpoint: string
  model: string
  /** Longest wait for one answer. */
  waitMs: number
  /** Passages of one page it is asked about at the most. */
  mostPassages: number
  /** Bearer key from the server's environment; never stored, never logged. */
  key?: string | undefined
}

export type VoteReport = VoteRecord
type VoteProblem = NonNullable<VoteReport['problem']>

/** Why a vote ended early, in words. */
export const voteProblems: Record<VoteProblem, Words> = {
  unreachable: { zh: '连不上外部模型', en: 'the model could not be reached' },
  slow: { zh: '外部模型没有按时回答', en: 'the model did not answer in time' },
  refused: { zh: '外部模型的接口拒绝了请求', en: "the model's interface refused the request" },
  rubbish: { zh: '外部模型的回答不合格式', en: 'the answer of the model had no usable form' },
  'too-long': { zh: '外部模型的回答过长，已截断不用', en: 'the answer of the model was too long and was not used' },
}

/** Bytes of an answer that are read; a model of ours never needs more. */
const longestAnswer = 1_000_000
/** The whole vote on one page, so that a slow model cannot hold up the pages behind it. */
const wholeVoteMs = 120_000
/** After so many passages without a usable answer in a row the model is left alone. */
const patience = 2

class Failed extends Error {
  readonly problem: VoteProblem
  constructor(problem: VoteProblem) {
    super(problem)
    this.problem = problem
  }
}

const bodyOf = async (response: Response): Promise<string> => {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let read = 0
  for await (const chunk of response.body) {
    read += chunk.byteLength
    // Leaving the loop cancels the stream.
    if (read > longestAnswer) throw new Failed('too-long')
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const contentOf = (body: string): string => {
  try {
    const content = JSON.parse(body)?.choices?.[0]?.message?.content
    if (typeof content === 'string') return content
  } catch {}
  throw new Failed('rubbish')
}

const ask = async (voter: Voter, passage: string, signal: AbortSignal): Promise<string> => {
  const address = `${voter.endpoint.replace(/\/+$/, '')}/chat/completions`
  const patient = AbortSignal.any([signal, AbortSignal.timeout(voter.waitMs)])
  try {
    const response = await fetch(address, {
      method: 'POST',
      // A model's address that sends elsewhere would send the page's text and the key elsewhere too.
      redirect: 'error',
      signal: patient,
      headers: {
        'content-type': 'application/json',
        ...(voter.key === undefined ? {} : { authorization: `Bearer ${voter.key}` }),
      },
      body: JSON.stringify({
        model: voter.model,
        temperature: 0,
        messages: [
          { role: 'system', content: instructions },
          { role: 'user', content: passage },
        ],
      }),
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Failed('refused')
    }
    return contentOf(await bodyOf(response))
  } catch (error) {
    if (error instanceof Failed) throw error
    throw new Failed(patient.aborted ? 'slow' : 'unreachable')
  }
}

/**
 * Lets the model vote on a reading: the claims with what the vote made of their confidence, and the report. The reader's
 * claims always stay; a model that lies, sleeps or talks rubbish costs at most two minutes. Throws nothing of its own;
 * `stop` ends the vote at once with what came so far.
 */
export const letVote = async (
  reading: Pick<Reading, 'raw' | 'blocks' | 'setAside' | 'claims'>,
  voter: Voter,
  stop?: AbortSignal,
): Promise<{ claims: Claim[]; report: VoteReport }> => {
  const { ballots, left } = ballotsOf(reading.raw, reading.blocks, reading.setAside, voter.mostPassages)
  const signal = AbortSignal.any([AbortSignal.timeout(wholeVoteMs), ...(stop ? [stop] : [])])
  const votes: Vote[] = []
  const report = { model: voter.model, asked: 0, answered: 0, dropped: 0, left }
  let problem: VoteProblem | null = null
  let failures = 0
  for (const ballot of ballots) {
    if (signal.aborted || failures >= patience) break
    report.asked++
    try {
      const counted = votesIn(await ask(voter, ballot.text, signal), ballot)
      if (counted === null) throw new Failed('rubbish')
      votes.push(...counted.votes)
      report.dropped += counted.dropped
      report.answered++
      failures = 0
    } catch (error) {
      if (!(error instanceof Failed)) throw error
      problem = error.problem
      failures++
    }
  }
  const { claims, ...counts } = countVotes(reading.claims, votes)
  return { claims, report: { ...report, ...counts, problem } }
}

/** What came of a vote, in a sentence. */
export const voteWords = (report: VoteReport): Words => {
  const { model, asked, answered, confirmed, contradicted, added, dropped, left, problem } = report
  const why = problem === null ? null : voteProblems[problem]
  return {
    zh: `外部模型 ${model}：问 ${asked} 段，答 ${answered} 段；读法相同 ${confirmed} 处，不同 ${contradicted} 处，另提出 ${added} 处待核，因原文没有这句话而不用 ${dropped} 处${left > 0 ? `；${left} 字未问` : ''}${why ? `；${why.zh}` : ''}。`,
    en: `Outside model ${model}: asked about ${asked} passages, answered ${answered}; ${confirmed} read the same, ${contradicted} read differently, ${added} more to check, ${dropped} not used because the page does not hold the words${left > 0 ? `; ${left} characters not asked about` : ''}${why ? `; ${why.en}` : ''}.`,
  }
}
