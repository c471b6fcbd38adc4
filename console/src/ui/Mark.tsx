/** The namako wall: four tiles on their corners, one of them lit. */
export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false">
    <g fill="currentColor">
      <path d="M16 1 L22.4 7.4 L16 13.8 L9.6 7.4 Z" />
      <path d="M7.4 9.6 L13.8 16 L7.4 22.4 L1 16 Z" />
      <path d="M16 18.2 L22.4 24.6 L16 31 L9.6 24.6 Z" />
    </g>
    <path
      d="M24.6 9.6 L31 16 L24.6 22.4 L18.2 16 Z"
      fill="light-dark(var(--mantine-color-persimmon-7), var(--mantine-color-persimmon-3))"
    />
  </svg>
)
