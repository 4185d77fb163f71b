// Reads from a connection's statistics what the ladder asks: what the network carries, how late and with what loss.
import type { Sample } from './ladder'

interface Row {
  type: string
  kind?: string
  nominated?: boolean
  state?: string
  availableOutgoingBitrate?: number
  currentRoundTripTime?: number
  roundTripTime?: number
  fractionLost?: number
}

/** The sample of a report; what a browser does not tell is null. */
export function read(report: { forEach: (fn: (row: Row) => void) => void }): Sample {
  const sample: Sample = { kbps: null, rttMs: null, lossPercent: null }
  report.forEach((row) => {
    if (row.type === 'candidate-pair' && row.nominated && row.state === 'succeeded') {
      if (row.availableOutgoingBitrate) sample.kbps = Math.round(row.availableOutgoingBitrate / 1000)
      if (row.currentRoundTripTime !== undefined) sample.rttMs = Math.round(row.currentRoundTripTime * 1000)
    }
    if (row.type === 'remote-inbound-rtp' && row.fractionLost !== undefined)
      sample.lossPercent = Math.max(sample.lossPercent ?? 0, Math.round(row.fractionLost * 1000) / 10)
  })
  return sample
}
