import { TreeSelect } from 'antd'
import { useTranslation } from 'react-i18next'
import { useUnits } from '../lib/units'
import { useUrl } from '../lib/url'

/** Narrows the screens to a unit of the session's scope; the choice lives in the address. */
export default function UnitPicker({ own }: { own: string }) {
  const { t } = useTranslation('shell')
  const { tree } = useUnits()
  const [search, set] = useUrl()
  return (
    <TreeSelect
      style={{ width: 240 }}
      aria-label={t('unit')}
      value={search.unit ?? own}
      treeData={tree}
      treeDefaultExpandedKeys={[own]}
      showSearch={{ treeNodeFilterProp: 'title' }}
      variant="filled"
      popupMatchSelectWidth={280}
      onChange={(id: string) => set({ unit: id === own ? undefined : id })}
    />
  )
}
