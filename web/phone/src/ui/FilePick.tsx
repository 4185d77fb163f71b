import { sentence } from '@diandao/shared/api/problem'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newId } from '../lib/keys'
import { MAX_PAPERS, type Paper, prepare } from '../lib/paper'
import { BigButton } from './BigButton'
import { usePicture } from './usePicture'

interface Props {
  papers: Paper[]
  onChange: (papers: Paper[]) => void
  /** Pictures, or pictures and PDFs. */
  accept: 'image/*' | 'image/*,application/pdf'
  label: string
}

/** Chooses up to five files, shows each and lets it be taken away again. */
export function FilePick({ papers, onChange, accept, label }: Props) {
  const { t, i18n } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const add = async (files: FileList | null) => {
    setError(null)
    setBusy(true)
    try {
      const more = await Promise.all(
        [...(files ?? [])].slice(0, MAX_PAPERS - papers.length).map((f) => prepare(f, newId())),
      )
      onChange([...papers, ...more])
    } catch (e) {
      setError(e)
    }
    setBusy(false)
    if (input.current) input.current.value = '' // the same file may be chosen again
  }
  return (
    <div style={{ marginTop: 16 }}>
      {papers.length > 0 && (
        <ul className="list papers">
          {papers.map((p, i) => (
            <Chosen key={p.id} n={i + 1} paper={p} onRemove={() => onChange(papers.filter((o) => o.id !== p.id))} />
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={label}
        data-testid="papers-input"
        onChange={(e) => add(e.target.files)}
      />
      {papers.length < MAX_PAPERS && (
        <BigButton quiet loading={isBusy} testid="papers-add" onClick={() => input.current?.click()}>
          {label}
        </BigButton>
      )}
      <p className="muted">{t('common:papers_hint', { count: MAX_PAPERS })}</p>
      <p className="fault" role="alert">
        {error ? sentence(i18n, error) : ''}
      </p>
    </div>
  )
}

function Chosen({ n, paper, onRemove }: { n: number; paper: Paper; onRemove: () => void }) {
  const { t } = useTranslation()
  const url = usePicture(paper.blob.type.startsWith('image/') ? paper.blob : undefined)
  return (
    <li className="paper" data-testid="paper">
      {url ? <img src={url} alt={t('common:paper_alt', { n })} /> : <b aria-hidden="true">PDF</b>}
      <span>{paper.name}</span>
      <button type="button" className="link" aria-label={t('common:paper_remove_n', { n })} onClick={onRemove}>
        {t('common:paper_remove')}
      </button>
    </li>
  )
}
