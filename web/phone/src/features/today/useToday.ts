import { body } from '@diandao/shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api'
import { acting } from '../../lib/auth'
import { phoneSays } from '../../lib/push'
import { keepToken } from '../../lib/timetoken'
import { keepOf } from '../../lib/vault'

/** How often Today is asked for while the app is shown: a roll call rings no later than this. */
const POLL_MS = 10_000

/** Today's answer, kept on the disk so that the page opens without a network. */
const today = {
  queryKey: ['today'],
  queryFn: async () => {
    const { deviceId } = await acting()
    const data = await body(api.GET('/v1/today', { params: { query: await phoneSays() } }))
    keepToken(data.time_token, deviceId)
    keepOf(deviceId, 'today', { data, at: Date.now() }).catch(() => undefined) // a full disk: the page still works online
    return data
  },
}

/** What is to be done today, asked for anew when the page comes back into sight. */
export const useToday = () => useQuery({ ...today, refetchOnWindowFocus: 'always' })

/**
 * Asks for today again and again while `isOn`, whatever screen is shown. What the phone has kept is not asked for at
 * once: the screen that opens goes before.
 */
export const useTodayPoll = (isOn: boolean) =>
  useQuery({ ...today, refetchInterval: isOn ? POLL_MS : false, refetchOnMount: false, refetchOnWindowFocus: 'always' })
