import { useCallback, useEffect, useRef, useState } from 'react'
import { type CameraProblem, cameraProblemOf, type Facing, openCamera, stopStream } from '../../lib/camera'

export type CameraState = { at: 'opening' } | { at: 'open'; stream: MediaStream } | { at: 'shut'; why: CameraProblem }

/** Why a camera is shut, and what can be done about it. */
export const shutWords = {
  denied: 'checkin:camera_denied',
  no_camera: 'checkin:camera_no_camera',
  busy: 'checkin:camera_busy',
} as const satisfies Record<CameraProblem, string>

/** A camera while `wanted`; its light goes out when it is not. */
export function useCamera(wanted: boolean, facing: Facing = 'user'): { camera: CameraState; retry: () => void } {
  const [camera, setCamera] = useState<CameraState>({ at: 'opening' })
  const [tries, setTries] = useState(0)
  const open = useRef<MediaStream | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try opens the camera again
  useEffect(() => {
    if (!wanted) return
    let left = false
    setCamera({ at: 'opening' })
    openCamera(facing).then(
      (stream) => {
        if (left) return stopStream(stream)
        open.current = stream
        setCamera({ at: 'open', stream })
      },
      (e) => !left && setCamera({ at: 'shut', why: cameraProblemOf(e) }),
    )
    return () => {
      left = true
      stopStream(open.current)
    }
  }, [wanted, facing, tries])
  return { camera, retry: useCallback(() => setTries((n) => n + 1), []) }
}
