// Papers and pictures that are sent along: pictures are drawn anew, smaller and without what a camera writes beside them.
import { ApiProblem } from '@diandao/shared/api/problem'
import { fit } from './camera'

export const MAX_PAPERS = 5
const MAX_BYTES = 5 << 20
/** Longest side of a picture on which print can still be read. */
const MAX_SIDE = 2000
const QUALITY = 0.85

/** A file as it is sent, with the name by which its owner knows it. The name stays on the phone. */
export interface Paper {
  id: string
  name: string
  blob: Blob
}

const refused = (code: string) => new ApiProblem({ code, status: 0 })

/** Makes a chosen file ready to be sent. It throws the problem that the server would answer with. */
export async function prepare(file: File, id: string): Promise<Paper> {
  const blob = file.type === 'application/pdf' ? file : await redrawn(file)
  if (blob.size > MAX_BYTES) throw refused('evidence.paper_too_large')
  return { id, name: file.name, blob }
}

/** The picture drawn upright on a canvas: no place, no phone's name, no more pixels than needed. */
async function redrawn(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!bitmap) throw refused('evidence.not_a_paper')
  const { width, height } = fit(bitmap.width, bitmap.height, MAX_SIDE)
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return new Promise((resolve, reject) =>
    canvas.toBlob((b) => (b ? resolve(b) : reject(refused('evidence.not_a_paper'))), 'image/jpeg', QUALITY),
  )
}

/** The form of a record with what comes along. */
export function formWith(record: string, body: object, part: string, papers: Paper[]): FormData {
  const form = new FormData()
  form.append(record, new Blob([JSON.stringify(body)], { type: 'application/json' }), `${record}.json`)
  for (const p of papers) form.append(part, p.blob, 'file') // the name is nobody's business
  return form
}
