import { body } from '@diandao/shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { api } from '../lib/api'
import { isPutOff } from '../lib/policy'

/**
 * Whether the privacy policy waits to be read. At the start of the app, while nothing was touched yet, it is shown by
 * itself, at most once a day; later it only says so, and never stands in the way of anything.
 */
export function usePolicyAsk(): boolean {
  const [location, navigate] = useLocation()
  const isFresh = useRef(true)
  const isReady = useQuery({ queryKey: ['today'], enabled: false }).data !== undefined // the first screen goes before
  const { data } = useQuery({
    queryKey: ['policy', 'asked'],
    queryFn: () => body(api.GET('/v1/policy')),
    enabled: isReady && location !== '/policy' && !isPutOff(),
    staleTime: 60_000,
  })
  const isAsked = data?.is_asked === true && !isPutOff()
  useEffect(() => {
    const touched = () => {
      isFresh.current = false
    }
    window.addEventListener('pointerdown', touched)
    window.addEventListener('keydown', touched)
    return () => {
      window.removeEventListener('pointerdown', touched)
      window.removeEventListener('keydown', touched)
    }
  }, [])
  useEffect(() => {
    if (!isAsked || location !== '/' || !isFresh.current) return
    isFresh.current = false
    navigate('/policy')
  }, [isAsked, location, navigate])
  return isAsked && location !== '/policy'
}
