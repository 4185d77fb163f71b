import { body } from '@diandao/shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { api } from '../../lib/api'
import { Loading } from '../../ui/Loading'
import { pathOf } from './words'

/** Leads from a notice of the phone to what it is about. */
export default function Opening({ id }: { id: string }) {
  const [, navigate] = useLocation()
  const message = useQuery({
    queryKey: ['message', id],
    queryFn: () => body(api.GET('/v1/messages/{id}', { params: { path: { id } } })),
  })
  useEffect(() => {
    if (message.data) navigate(pathOf(message.data), { replace: true })
    else if (message.isError) navigate('/', { replace: true })
  }, [message.data, message.isError, navigate])
  return <Loading />
}
