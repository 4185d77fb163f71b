// No words in the code: every text of a screen comes from i18n. The JSX of both apps is parsed and looked through.
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import type TS from 'typescript'
import { describe, expect, it } from 'vitest'

// version 5 of this folder, which has a parser to call; the one at the root has none
const ts: typeof TS = createRequire(import.meta.url)('typescript')

const web = join(import.meta.dirname, '..')

/** Attributes that somebody reads or hears; the others are addresses, classes, kinds. */
const read =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|title|subTitle|alt|placeholder|label|tooltip|content|description|message|header|extra|lead|say|text|addonBefore|addonAfter|suffix|okText|cancelText|confirmText|emptyText|tip)$/

/** Marks and units that are the same in every language. */
const neutral = /^(PDF|XLSX|CSV|km\/h|kbit\/s|px|SHA-256)$/

const hasWords = (text: string) => /\p{L}{2,}|\p{Script=Han}/u.test(text) && !neutral.test(text.trim())

/** The texts that an expression may come to, as far as they stand in it: not what is given to a call. */
function textsOf(e: TS.Node): string[] {
  if (ts.isStringLiteralLike(e)) return [e.text]
  if (ts.isTemplateExpression(e)) return [e.head.text, ...e.templateSpans.map((s) => s.literal.text)]
  if (ts.isConditionalExpression(e)) return [...textsOf(e.whenTrue), ...textsOf(e.whenFalse)]
  if (ts.isParenthesizedExpression(e)) return textsOf(e.expression)
  if (!ts.isBinaryExpression(e)) return []
  switch (e.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return textsOf(e.right)
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
    case ts.SyntaxKind.PlusToken:
      return [...textsOf(e.left), ...textsOf(e.right)]
    default:
      return [] // a comparison shows nothing
  }
}

/** The literals with words in a source's JSX, with their lines. */
function literals(name: string, source: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const note = (node: TS.Node, texts: string[]) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
    for (const text of texts) if (hasWords(text)) found.push(`${name}:${line} ${text.trim()}`)
  }
  const walk = (node: TS.Node) => {
    if (ts.isJsxText(node)) note(node, [node.text])
    else if (ts.isJsxAttribute(node)) {
      const { initializer } = node
      if (initializer && read.test(node.name.getText()))
        note(node, textsOf(ts.isJsxExpression(initializer) ? (initializer.expression ?? initializer) : initializer))
    } else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression)
      note(node, textsOf(node.expression))
    ts.forEachChild(node, walk)
  }
  walk(file)
  return found
}

describe('the look for literals', () => {
  it.each([
    ['<p>Hello</p>', 1],
    ['<p>点</p>', 1],
    ['<p>{busy ? "Wait" : t("a:b")}</p>', 1],
    ['<p>{busy && "Wait"}</p>', 1],
    [`<p>{\`\${n} people\`}</p>`, 1],
    ['<img alt="A face" className="large" />', 1],
    ['<input placeholder={"Your name"} type="text" />', 1],
    ['<p>{t("common:next")} · {n}%</p>', 0],
    ['<p className={open ? "wide" : "slim"}>{kind === "open" && <b>{n}</b>}</p>', 0],
  ])('%s', (jsx, count) => {
    expect(literals('x.tsx', `const x = ${jsx}`)).toHaveLength(count)
  })
})

it.each(['console/src', 'phone/src'])('no literal in the JSX of %s', (dir) => {
  const sources = readdirSync(join(web, dir), { withFileTypes: true, recursive: true })
    .filter((f) => f.isFile() && f.name.endsWith('.tsx') && !f.name.includes('.test.'))
    .map((f) => join(f.parentPath, f.name))
  expect(sources.length).toBeGreaterThan(20)
  expect(sources.flatMap((f) => literals(relative(web, f), readFileSync(f, 'utf8')))).toEqual([])
})
