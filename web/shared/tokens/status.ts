// The six outcomes: icon and colours. The words are in i18n `status`.

/** What an occasion came to. */
export type Outcome = 'present' | 'late' | 'absent' | 'excused' | 'review' | 'not_reached'

export const outcomes: readonly Outcome[] = ['present', 'late', 'absent', 'excused', 'review', 'not_reached']

/** Strokes of a 16 × 16 icon, drawn with currentColor. */
export const outcomeIcon: Record<Outcome, string> = {
  present: 'M3 8.5 6.5 12 13 4.5',
  late: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2.2 1.6',
  absent: 'M4 4l8 8M12 4l-8 8',
  excused: 'M4.5 13.5v-11h7v11M2.5 13.5h11M9.3 8.2v.1',
  review: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4ZM10.2 10.2l3.3 3.3',
  not_reached: 'M4 11.5V7.6a4 4 0 0 1 6.2-3.4M12 7v4.5H3M6.8 13.5h2.4M2.5 2.5l11 11',
}

/** Fill of a chart's bar and its border, told apart also by those who do not see colours. */
export const outcomeFill: Record<Outcome, { fill: string; border: string }> = {
  present: { fill: '#117460', border: '#0b6e4f' },
  late: { fill: '#db9406', border: '#7a5200' },
  absent: { fill: '#710917', border: '#9b1246' },
  excused: { fill: '#afb7c0', border: '#44546a' },
  review: { fill: '#63adee', border: '#1458b8' },
  not_reached: { fill: '#322259', border: '#4b2f94' },
}

/** The outcome that a check-in's status stands for; open and cancelled ones have none yet. */
export function outcomeOf(status: string): Outcome | null {
  switch (status) {
    case 'accepted':
      return 'present'
    case 'late':
      return 'late'
    case 'missed':
    case 'rejected':
      return 'absent'
    case 'review':
      return 'review'
    case 'not_reached':
      return 'not_reached'
    default:
      return null
  }
}
