import { Button } from 'antd-mobile'
import type { ReactNode } from 'react'

interface Props {
  children: ReactNode
  onClick?: () => void
  /** The one main act of a screen is solid; the ways around it are not. */
  quiet?: boolean
  disabled?: boolean
  loading?: boolean
  testid?: string
  /** Submits the form around it. */
  submit?: boolean
}

/** A button for a thumb. */
export function BigButton({ children, onClick, quiet, disabled, loading, testid, submit }: Props) {
  return (
    <Button
      block
      type={submit ? 'submit' : 'button'}
      size="large"
      color="primary"
      fill={quiet ? 'outline' : 'solid'}
      disabled={disabled ?? false}
      loading={loading ?? false}
      onClick={onClick}
      className="big"
      {...(testid ? { 'data-testid': testid } : {})}
    >
      {children}
    </Button>
  )
}
