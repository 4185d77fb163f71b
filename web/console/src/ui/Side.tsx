import { Drawer, type DrawerProps } from 'antd'
import styles from './ui.module.css'

/** A drawer at the side whose title is a heading, so that what stands in it is found by headings. */
export function Side({ title, ...rest }: DrawerProps) {
  return <Drawer title={<h2 className={styles.side}>{title}</h2>} {...rest} />
}
