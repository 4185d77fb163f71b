import { useQuery } from '@tanstack/react-query'
import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { ApiProblem } from '../../../shared/api/problem'
import { RouteProblem, Waiting } from './boundary'

type Module<K extends string> = Record<K, ComponentType>

/** Whether the server answers at all. */
const isReachable = () =>
  fetch('/console/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  )

/** A screen whose code could not be had; it is asked for again by a click, or by itself once there is a network. */
function Late<K extends string>({ load, name }: { load: () => Promise<Module<K>>; name: K }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['screen', name],
    queryFn: () =>
      load().catch(() => {
        throw new ApiProblem({ code: 'network', status: 0 })
      }),
    retry: false,
    structuralSharing: false,
  })
  if (data) {
    const Screen: ComponentType = data[name]
    return <Screen />
  }
  return error ? <RouteProblem error={error} reset={() => refetch()} /> : <Waiting />
}

/**
 * A screen whose code is loaded when it is first shown. Where the server can't be reached it says so and waits: the router's
 * own way is to reload the page, which then is lost with all that is written on it.
 */
export function screenOf<K extends string>(load: () => Promise<Module<K>>, name: K): AsyncRouteComponent<object> {
  const loadOr = async (): Promise<Module<K>> => {
    try {
      return await load()
    } catch (error) {
      if (await isReachable()) throw error // a new version has other files: the page is reloaded
      return { [name]: () => <Late load={load} name={name} /> } as unknown as Module<K>
    }
  }
  return lazyRouteComponent(loadOr, name) as AsyncRouteComponent<object>
}
