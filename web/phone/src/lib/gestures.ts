// What each gesture is called on the screen.

export const gestureWords = {
  straight: 'checkin:gesture_straight',
  turn_left: 'checkin:gesture_turn_left',
  turn_right: 'checkin:gesture_turn_right',
  nod: 'checkin:gesture_nod',
  blink: 'checkin:gesture_blink',
} as const

export type Gesture = keyof typeof gestureWords

export const isGesture = (g: string): g is Gesture => g in gestureWords
