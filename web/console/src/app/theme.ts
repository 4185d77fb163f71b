import type { ThemeConfig } from 'antd'
import { useSyncExternalStore } from 'react'

const font =
  '"PingFang SC","MiSans","HarmonyOS Sans SC","Microsoft YaHei UI","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",system-ui,sans-serif'

/** antd in the colours and measures of shared/tokens/tokens.css. */
const lightTheme: ThemeConfig = {
  token: {
    colorPrimary: '#1458b8',
    colorLink: '#1458b8',
    colorLinkHover: '#0f4694', // antd's own is too light to be read on white
    colorText: '#1b2430',
    colorTextSecondary: '#44546a',
    colorTextPlaceholder: '#66758a',
    colorTextDescription: '#5d6b7d',
    colorTextDisabled: '#66758a', // antd writes the words of an empty table in it
    colorBorderSecondary: '#dfe4ea',
    colorError: '#9b1246',
    colorBgLayout: '#f3f5f8',
    borderRadius: 4,
    fontFamily: font,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.15s',
  },
  components: {
    Breadcrumb: { linkColor: '#44546a', itemColor: '#44546a', separatorColor: '#44546a' },
    Table: { cellPaddingBlockMD: 8, cellFontSizeMD: 13, headerBg: '#f7f9fb' },
    Layout: { siderBg: '#ffffff', headerBg: '#ffffff', bodyBg: '#f3f5f8' },
    Menu: { itemBorderRadius: 4, itemSelectedBg: '#e3edfb' },
  },
}

/**
 * The same for whoever asked the system for less motion: what opens stands where it belongs at once. Not by antd's
 * `motion: false`, with which the field of a dialog is not focused.
 */
const stillTheme: ThemeConfig = {
  ...lightTheme,
  token: { ...lightTheme.token, motionDurationFast: '1ms', motionDurationMid: '1ms', motionDurationSlow: '1ms' },
}

const lessMotion = () => matchMedia('(prefers-reduced-motion: reduce)')

function subscribe(changed: () => void) {
  const query = lessMotion()
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

export const useTheme = () => (useSyncExternalStore(subscribe, () => lessMotion().matches) ? stillTheme : lightTheme)
