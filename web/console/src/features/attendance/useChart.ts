import type { EChartsCoreOption } from 'echarts/core'
import { init } from 'echarts/core'
import { useEffect, useRef } from 'react'

/** Keeps a chart in the element it returns a reference for; `onClick` gets what was clicked. */
export function useChart(option: EChartsCoreOption, onClick?: (event: { name: string }) => void) {
  const box = useRef<HTMLDivElement>(null)
  const click = useRef(onClick)
  click.current = onClick
  useEffect(() => {
    const element = box.current
    if (!element) return
    const chart = init(element)
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      ...option,
    })
    chart.on('click', (event) => click.current?.({ name: String(event.name) }))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(element)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [option])
  return box
}
