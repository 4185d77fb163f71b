import { useEffect, useState } from 'react'

/** An address for a picture in memory, as long as it is shown. */
export function usePicture(picture: Blob | undefined): string {
  const [url, setUrl] = useState('')
  useEffect(() => {
    if (!picture) return
    const made = URL.createObjectURL(picture)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [picture])
  return picture ? url : ''
}
