import { HeatmapChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent, VisualMapComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/words'
import styles from './attendance.module.css'
import { useChart } from './useChart'
import { aDay, enough, hoursOf, percent, type WeekHour } from './week'

use([HeatmapChart, AriaComponent, GridComponent, TooltipComponent, VisualMapComponent, CanvasRenderer])

const weekdays = [7, 6, 5, 4, 3, 2, 1] // Monday stands on top

interface Props {
  hours: WeekHour[]
  onPick: (hour: WeekHour) => void
}

/** The share that was not done by weekday and hour; the darker, the larger. A click opens what was not done. */
export default function HeatMap({ hours: all, onPick }: Props) {
  const { t } = useTranslation('attendance')
  const format = useFormat()
  const option = useMemo(() => {
    const hours = all.filter((h) => h.due >= enough)
    const columns = hoursOf(all)
    const cells = new Map(hours.map((h) => [`${columns.indexOf(h.hour)} ${weekdays.indexOf(h.weekday)}`, h]))
    const words = (h: WeekHour) => t('cell', { part: percent(h), not_done: h.not_done, due: h.due })
    const highest = Math.max(...hours.map(percent), 1)
    return {
      aria: { enabled: true, label: { description: t('hours') } },
      grid: { left: 56, right: 16, top: 8, bottom: 72 },
      tooltip: {
        formatter: ({ value: [x, y] }: { value: number[] }) => {
          const h = cells.get(`${x} ${y}`)
          return h ? `${t('hour_of', { weekday: format.weekday(aDay(h.weekday)), hour: h.hour })}<br>${words(h)}` : ''
        },
      },
      xAxis: { type: 'category', data: columns.map((h) => `${h}:00`), axisTick: { show: false } },
      yAxis: { type: 'category', data: weekdays.map((d) => format.weekday(aDay(d))), axisTick: { show: false } },
      visualMap: {
        min: 0,
        max: highest,
        calculable: false,
        orient: 'horizontal',
        left: 56,
        bottom: 4,
        text: [`${highest}%`, '0%'],
        inRange: { color: ['#eef3fb', '#63adee', '#322259'] },
      },
      series: [
        {
          type: 'heatmap',
          data: hours.map((h) => [columns.indexOf(h.hour), weekdays.indexOf(h.weekday), percent(h)]),
          itemStyle: { borderColor: '#fff', borderWidth: 2 },
        },
      ],
    }
  }, [all, format, t])
  const box = useChart(option, ({ index }) => {
    const hour = all.filter((h) => h.due >= enough)[index]
    if (hour) onPick(hour)
  })
  return <div ref={box} className={styles.trend} role="img" aria-label={t('hours')} />
}
