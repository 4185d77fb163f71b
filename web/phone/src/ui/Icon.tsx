const strokes = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  record: 'M6 3h12v18H6zM9 8h6M9 12h6M9 16h4',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 21c0-4 3.6-6 8-6s8 2 8 6',
  back: 'M15 4 7 12l8 8',
  speak: 'M4 9.5v5h3.5L12 18V6L7.5 9.5ZM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11',
  camera: 'M3 7h4l2-3h6l2 3h4v13H3zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  around: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 6M15.500 8.500h.1',
  place:
    'M12 21c-4-4.6-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2.500 6.400-6.500 11ZM12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  question: 'M4 4h16v12H10l-4 4v-4H4zM8 9h8M8 12h5',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.500 9.500a2.500 2.500 0 1 1 3.600 2.300c-.8.4-1.100.9-1.100 1.700M12 16.800v.2',
  check: 'M4 12.500 9.500 18 20 6.500',
  mic_off:
    'M9 9v2a3 3 0 0 0 5 2.200M15 11V6a3 3 0 0 0-6-.5M6 11a6 6 0 0 0 9.500 4.900M18 11c0 1-.2 1.900-.6 2.700M12 17v4M4 4l16 16',
  mic_on: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM6 11a6 6 0 0 0 12 0M12 17v4',
  hand: 'M8 12V5.500a1.500 1.500 0 0 1 3 0V11m0-6.500v-1a1.500 1.500 0 0 1 3 0V11m0-5.500a1.500 1.500 0 0 1 3 0V14c0 4-2 7-6 7-3 0-4.500-1.500-6-4l-2.200-3.600a1.500 1.500 0 0 1 2.500-1.600L8 14',
  call: 'M6 3h4l2 5-3 2a11 11 0 0 0 5 5l2-3 5 2v4c0 1-1 2-2 2A17 17 0 0 1 4 5c0-1 1-2 2-2Z',
} as const

export type IconName = keyof typeof strokes

/** A line drawing beside a word; it says nothing by itself. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={strokes[name]} />
    </svg>
  )
}
