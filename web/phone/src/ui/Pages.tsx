import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { usePages } from '../lib/pages'
import { AsOf } from './AsOf'
import { BigButton } from './BigButton'
import { Loading } from './Loading'
import { Unloaded } from './Unloaded'

interface Props<T> {
  pages: ReturnType<typeof usePages<T>>
  empty: string
  testid: string
  row: (item: T) => ReactNode
}

/** A list of pages: loading, what could not be fetched, from when it is, nothing, and the way to older ones. */
export function Pages<T>({ pages, empty, testid, row }: Props<T>) {
  const { t } = useTranslation()
  const { first, items, hasMore, more, isBusy, fault } = pages
  return (
    <>
      {first.isPending && <Loading />}
      <Unloaded error={first.error} onRetry={() => first.refetch()} />
      <AsOf staleAt={first.data?.staleAt ?? 0} />
      {items?.length === 0 && <p data-testid={`${testid}-empty`}>{empty}</p>}
      {items && items.length > 0 && <ul className="list">{items.map(row)}</ul>}
      <Unloaded error={fault} onRetry={more} />
      {hasMore && !fault && (
        <p>
          <BigButton quiet testid={`${testid}-more`} loading={isBusy} onClick={more}>
            {t('common:older')}
          </BigButton>
        </p>
      )}
    </>
  )
}
