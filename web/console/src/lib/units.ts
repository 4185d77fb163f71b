import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { unitsQuery, useSession } from './session'
import type { Schemas } from './types'

type Unit = Schemas['Unit']

export interface UnitNode {
  value: string
  title: string
  children: UnitNode[]
}

/** The part of the tree at and below `scope`. */
export function unitTree(units: Unit[], scope: string): UnitNode[] {
  const inside = units.filter((u) => u.path.startsWith(scope))
  const nodes = new Map(inside.map((u) => [u.id, { value: u.id, title: u.name, children: [] as UnitNode[] }]))
  const roots: UnitNode[] = []
  for (const u of inside) {
    const node = nodes.get(u.id) as UnitNode
    const parent = u.parent_id ? nodes.get(u.parent_id) : undefined
    ;(parent?.children ?? roots).push(node)
  }
  return roots
}

/** The units within the session's scope: all, the stations, the tree, and one by its id. */
export function useUnits() {
  const { session } = useSession()
  const { data } = useQuery(unitsQuery)
  const scope = session?.member.unit.path ?? '/'
  return useMemo(() => {
    const all = data?.items ?? []
    const inside = all.filter((u) => u.path.startsWith(scope))
    return {
      all,
      inside,
      stations: inside.filter((u) => u.kind === 'station'),
      tree: unitTree(all, scope),
      byId: new Map(all.map((u) => [u.id, u])),
    }
  }, [data, scope])
}
