import type { EChartsCoreOption } from 'echarts/core'
import { init } from 'echarts/core'
import { useEffect, useRef } from 'react'

/** What of a chart was clicked. */
export interface Picked {
  name: string
  series: number
  /** In the data of the series. */
  index: number
}

/** Keeps a chart in the element it returns a reference for; `onClick` gets what was clicked. */
export function useChart(option: EChartsCoreOption, onClick?: (event: Picked) => void) {
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
    chart.on('click', (event) =>
      click.current?.({ name: String(event.name), series: event.seriesIndex ?? 0, index: event.dataIndex }),
    )
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(element)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [option])
  return box
}
