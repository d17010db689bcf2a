import type { Words } from '../base/lang.ts'

/** What a caller is told of an error nobody foresaw: the number under which the log tells the rest. */
export const unknownSentence = (id: string): Words => ({
  zh: `系统出错，这一步没有完成。请把编号 ${id} 告诉管理员，日志里可查原因。`,
  en: `Something failed inside and this step was not done. Give the number ${id} to the administrator; the log tells why.`,
})

/** What a log may keep of an error: name, message, code and stack, never the parameters or bytes it carried. */
export const loggable = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) }
  const code = (error as { code?: unknown }).code
  return {
    name: error.name,
    message: error.message.slice(0, 2000),
    ...(typeof code === 'string' ? { code } : {}),
    stack: error.stack?.split('\n').slice(0, 30).join('\n'),
    ...(error.cause === undefined ? {} : { cause: loggable(error.cause) }),
  }
}
