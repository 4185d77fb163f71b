/** How a phone describes itself to the officer: “Android 13, Chrome 120”. */
export function deviceName(userAgent: string): string {
  const os =
    /Android [\d.]+/.exec(userAgent)?.[0] ??
    (/iPhone OS ([\d_]+)/.exec(userAgent)?.[1]
      ? `iOS ${/iPhone OS ([\d_]+)/.exec(userAgent)?.[1]?.replaceAll('_', '.')}`
      : undefined) ??
    /Windows|Mac OS X|Linux/.exec(userAgent)?.[0] ??
    'unknown'
  const found = /(MicroMessenger|Edg|Firefox|HuaweiBrowser|MiuiBrowser|Chrome|Version)\/(\d+)/.exec(userAgent)
  const names: Record<string, string> = { Edg: 'Edge', Version: 'Safari', MicroMessenger: 'WeChat' }
  const browser = found?.[1] ? `${names[found[1]] ?? found[1]} ${found[2]}` : 'browser'
  return `${os}, ${browser}`
}
