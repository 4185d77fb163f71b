import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Outcome, outcomeFill, outcomes } from '../../../../shared/tokens/status'
import type { Schemas } from '../../lib/types'
import { useFormat } from '../../lib/words'
import styles from './attendance.module.css'
import { useChart } from './useChart'

use([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface Props {
  days: Schemas['DayCounts'][]
  onPick: (day: string, outcome: Outcome) => void
}

/** Outcomes by day, stacked, with patterns beside colours. A click on a part of a bar opens what it counts. */
export default function Trend({ days, onPick }: Props) {
  const { t, i18n } = useTranslation(['status', 'attendance'])
  const format = useFormat()
  const option = useMemo(
    () => ({
      aria: { enabled: true, decal: { show: true }, label: { description: t('attendance:trend') } },
      grid: { left: 48, right: 16, top: 44, bottom: 28 },
      legend: { top: 4, left: 0, itemWidth: 18 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        type: 'category',
        data: days.map((d) => d.day),
        axisLabel: { formatter: (day: string) => format.longDay(day) },
        axisTick: { show: false },
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#edf0f4' } } },
      series: outcomes.map((o) => ({
        name: i18n.t(`status:outcome.${o}`),
        type: 'bar',
        stack: 'all',
        barMaxWidth: 28,
        data: days.map((d) => d.counts[o]),
        itemStyle: { color: outcomeFill[o].fill, borderColor: outcomeFill[o].border, borderWidth: 1 },
      })),
    }),
    [days, format, i18n, t],
  )
  const box = useChart(option, ({ name, series }) => onPick(name, outcomes[series] ?? 'present'))
  return <div ref={box} className={styles.trend} role="img" aria-label={t('attendance:trend')} />
}
