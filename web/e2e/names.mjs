// Names as people have them: of one character and of sixteen, with the dots of many minorities. Each is whole where it is
// shown, or cut with the whole in a title; it covers nothing, and breaks between its parts only.

export const names = ['丁', '王伟', '欧阳建国', '爱新觉罗·明', '阿依古丽·买买提', '阿卜杜热合曼·买买提', '阿卜杜外力·阿卜杜热依木·吐尔逊'] // biome-ignore format: a list

/** One person of a station for each name; `api` calls the console's contract, `from` numbers them. */
export async function enrolNamed(api, station, from) {
  const people = []
  for (const [n, name] of names.entries())
    people.push(
      await api('/console/v1/persons', {
        station_id: station,
        number: `YZ2026${from + n}`,
        name,
        sex: 'male',
        born_on: '1985-05-20',
        category: 'probation',
        level: 'ordinary',
        phone: '',
        term_from: '2026-01-01',
        term_to: '2028-12-31',
      }),
    )
  return people
}

/** What is wrong with how names stand on a page: `box` is a row or tile, `part` within it holds the name alone. */
async function drawn(page, { box, part, wanted }) {
  return page.evaluate(
    ({ box, part, wanted }) => {
      const meets = (a, b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
      const characters = (element) => {
        const all = []
        const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        for (let node = walk.nextNode(); node; node = walk.nextNode())
          for (let n = 0; n < node.length; n++) {
            const range = document.createRange()
            range.setStart(node, n)
            range.setEnd(node, n + 1)
            all.push({ text: node.data[n], rect: range.getBoundingClientRect() })
          }
        return all
      }
      const clips = (e) => getComputedStyle(e).overflowX !== 'visible'
      const words = (host, name) =>
        [...host.querySelectorAll('*')].filter(
          (e) =>
            !name.contains(e) &&
            !e.contains(name) &&
            e.checkVisibility() &&
            ([...e.childNodes].some((c) => c.nodeType === Node.TEXT_NODE && c.data.trim()) || e.tagName === 'svg'),
        )
      const look = (name) => {
        const element = [...document.querySelectorAll(`${box} ${part}`)].find(
          (e) => e.textContent.trim() === name && e.checkVisibility(),
        )
        if (!element) return ['is not shown']
        const host = element.closest(box)
        const whole = host.getBoundingClientRect()
        const line = element.getBoundingClientRect()
        const found = []
        const isCut = clips(element) && element.scrollWidth > element.clientWidth
        if (isCut && element.closest('[title]')?.title !== name) found.push('is cut without a title')
        const all = characters(element).map(({ text, rect }) => ({
          text,
          rect: isCut
            ? { left: Math.max(rect.left, line.left), right: Math.min(rect.right, line.right), top: rect.top, bottom: rect.bottom } // biome-ignore format: a rectangle
            : rect,
        }))
        const seen = all.filter(({ rect }) => rect.right > rect.left)
        if (seen.length === 0) found.push('shows no character')
        if (!isCut && seen.length < name.length) found.push(`shows ${seen.length} characters`)
        for (const [n, { text, rect }] of seen.entries()) {
          const before = seen[n - 1]
          if (before && rect.top - before.rect.top > rect.height / 2 && before.text !== '·')
            found.push(`is broken before ${text}`)
          // a character is taller than its ink, and may be than its line
          const isWithin = rect.left > whole.left - 1 && rect.right < whole.right + 1
          if (!isWithin || rect.top < whole.top - 3 || rect.bottom > whole.bottom + 3)
            found.push(`${text} is beyond its box`)
        }
        for (const other of words(host, element))
          for (const rect of other.getClientRects())
            if (seen.some((c) => meets(c.rect, rect))) found.push(`covers “${other.textContent}”`)
        return found
      }
      return wanted.flatMap((name) => look(name).map((what) => `${name} ${what}`))
    },
    { box, part, wanted },
  )
}

/** As sentences; empty when every name is whole, to the ear too: of the button that the box is, or of a heading in it. */
export async function wrongNames(page, where, { box, part, role = 'button', wanted = names }) {
  const wrong = await drawn(page, { box, part, wanted })
  for (const name of wanted) {
    const own = page.locator(box).filter({ has: page.locator(part).filter({ hasText: new RegExp(`^${name}$`) }) })
    const said =
      role === 'button' ? own.and(page.getByRole(role, { name })) : own.getByRole(role, { name, exact: true })
    if ((await said.count()) === 0) wrong.push(`${name} is not in the name of its ${role}`)
  }
  return [...new Set(wrong)].map((what) => `${where}: ${what}`)
}
