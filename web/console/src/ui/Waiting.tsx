import { Skeleton } from 'antd'
import styles from './ui.module.css'

/** Keeps the place of a short list while it is read: as high as what says that there is nothing. */
export function Waiting() {
  return (
    <div className={styles.waiting}>
      <Skeleton active title={false} paragraph={{ rows: 2 }} />
    </div>
  )
}
