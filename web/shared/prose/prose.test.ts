import { describe, expect, it } from 'vitest'
import { partsOf, spoken } from './prose'

describe('the text of the policy', () => {
  it('is parted into headings, lists and paragraphs', () => {
    expect(partsOf('先说一句。\n\n## 保存多久\n\n两年。\n\n- 一\n- 二\n\n## 完')).toEqual([
      { kind: 'text', text: '先说一句。' },
      { kind: 'heading', text: '保存多久' },
      { kind: 'text', text: '两年。' },
      { kind: 'list', items: ['一', '二'] },
      { kind: 'heading', text: '完' },
    ])
  })
  it('is read aloud without its marks', () => {
    expect(spoken('## 保存多久\n- 两年\n不读 ## 这里')).toBe('保存多久\n两年\n不读 ## 这里')
  })
})
