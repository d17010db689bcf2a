import { inLang, type Lang, type Words } from '../../base/lang.ts'

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/** A page of words alone, for moments when the web app cannot speak: a dead sign-in link, an app not built. */
export const plainPage = (options: { lang: Lang; nonce: string; title: Words; lines: Words[] }): string => {
  const { lang, nonce, title, lines } = options
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(inLang(title, lang))} · 全链 Quanlian</title>
<style nonce="${nonce}">
body { margin: 12vh auto; max-width: 36rem; padding: 0 1.25rem; font: 1rem/1.7 system-ui, "Noto Sans SC", sans-serif; color: #1f2328; }
h1 { font-size: 1.35rem; }
code { background: #f1f3f5; padding: 0.1em 0.35em; border-radius: 3px; }
</style>
</head>
<body>
<main>
<h1>${escapeHtml(inLang(title, lang))}</h1>
${lines.map((line) => `<p>${escapeHtml(inLang(line, lang)).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`).join('\n')}
</main>
</body>
</html>
`
}

export const deadLink = {
  title: { zh: '这个登录链接已经用过或已过期', en: 'This sign-in link has been used or has expired' },
  lines: [
    {
      zh: '登录链接只能用一次。每次运行 `npm start`（或 `./quanlian start`）都会打印一个新的链接。',
      en: 'A sign-in link works once. Every `npm start` (or `./quanlian start`) prints a new one.',
    },
    {
      zh: '如果您刚才已经用它登录过，直接打开首页即可。',
      en: 'If you have just signed in with it, simply open the home page.',
    },
  ],
}

export const notBuilt = {
  title: { zh: '网页界面还没有构建', en: 'The web app has not been built' },
  lines: [
    {
      zh: '请在项目目录运行 `npm run build`，然后刷新本页。接口 /api 已经可用。',
      en: 'Run `npm run build` in the project folder, then reload this page. The API under /api is already up.',
    },
  ],
}
