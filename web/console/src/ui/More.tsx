import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

interface Pages {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Below a keyset list: its next page, when there is one. */
export function More({ pages }: { pages: Pages }) {
  const { t } = useTranslation('common')
  if (!pages.hasNextPage) return null
  return (
    <Button style={{ marginTop: 16 }} loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
      {t('more')}
    </Button>
  )
}
