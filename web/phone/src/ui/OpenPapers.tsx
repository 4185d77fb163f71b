import { body } from '@diandao/shared/api/client'
import { sentence } from '@diandao/shared/api/problem'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api'
import { Icon } from './Icon'
import { usePicture } from './usePicture'

interface Paper {
  id: string
  mime: string
  size: number
}

/** One's own papers, each opened by a tap: a picture below its line, a PDF by the phone's own viewer. */
export function OpenPapers({ papers }: { papers: Paper[] }) {
  return (
    <ul className="open-papers">
      {papers.map((p, n) => (
        <One key={p.id} paper={p} n={n + 1} />
      ))}
    </ul>
  )
}

const kb = (bytes: number) => Math.max(1, Math.round(bytes / 1024))

function One({ paper, n }: { paper: Paper; n: number }) {
  const { t, i18n } = useTranslation()
  const [file, setFile] = useState<Blob>()
  const isPDF = paper.mime === 'application/pdf'
  const url = usePicture(file)
  const open = useMutation({
    mutationFn: async () =>
      (await body(
        api.GET('/v1/papers/{id}', { params: { path: { id: paper.id } }, parseAs: 'blob' }),
      )) as unknown as Blob,
    onSuccess: (got) => setFile(new Blob([got], { type: paper.mime })),
  })
  const name = t(isPDF ? 'papers:pdf' : 'papers:picture', { n, kb: kb(paper.size) })
  return (
    <li data-testid="paper-own">
      {!url && (
        <button type="button" className="item" disabled={open.isPending} onClick={() => open.mutate()}>
          <span>{name}</span>
          <span className="more">{t(open.isPending ? 'papers:opening' : 'papers:open')}</span>
        </button>
      )}
      {url && !isPDF && <img src={url} alt={name} />}
      {url && isPDF && (
        <a className="dial" href={url} target="_blank" rel="noopener" download={`${n}.pdf`}>
          <Icon name="record" />
          {t('papers:save_pdf')}
        </a>
      )}
      {open.error && <p className="fault">{sentence(i18n, open.error)}</p>}
    </li>
  )
}
