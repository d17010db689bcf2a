// Plain JavaScript that any Node reads: on one too old for TypeScript it says what to do instead of failing at an extension.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 23 || (major === 23 && minor >= 6)) await import('./main.ts')
else {
  console.error(
    `需要 Node 24；现在是 ${process.version}。请先在项目目录运行 npm ci，它会带来合适的 Node，再运行 npm start。`,
  )
  console.error(
    `Node 24 is needed; this is ${process.version}. Run npm ci in the project folder first, it brings the right one; then npm start.`,
  )
  process.exitCode = 69
}
