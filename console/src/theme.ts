import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
  type VariantColorsResolver,
} from '@mantine/core'

// Scales around the brand's colours: shade 7 is the one for light pages, shade 3 the one for dark pages (both ≥ 4.5:1 on their surface).
const indigo: MantineColorsTuple = [
  '#eef3fb',
  '#dbe6f6',
  '#b9cfef',
  '#8fb2e8',
  '#6a93d3',
  '#4c76b8',
  '#355f9e',
  '#234a84',
  '#1b3b6b',
  '#142d53',
]
const persimmon: MantineColorsTuple = [
  '#fdf1ec',
  '#fadfd4',
  '#f6c1ad',
  '#f09a72',
  '#e27a50',
  '#d26238',
  '#c6542e',
  '#ba4924',
  '#973a1c',
  '#742c14',
]
const moss: MantineColorsTuple = [
  '#f0f6ee',
  '#deebdb',
  '#bbd8b5',
  '#8cc281',
  '#6da661',
  '#568e4b',
  '#477c3f',
  '#3d7038',
  '#2f582b',
  '#22411f',
]
const gold: MantineColorsTuple = [
  '#fff3d1',
  '#fdeab4',
  '#f7da85',
  '#f0c75e',
  '#d9a92b',
  '#bb8b10',
  '#a17505',
  '#8a6100',
  '#6b4b00',
  '#4e3700',
]
const vermilion: MantineColorsTuple = [
  '#fdefed',
  '#fadbd7',
  '#f6b6ae',
  '#f2897c',
  '#de6556',
  '#cc4a3a',
  '#bd3c2d',
  '#ae3325',
  '#8c281d',
  '#6a1e15',
]

/** Greys of the dark pages: ink with a little blue in it. */
const dark: MantineColorsTuple = [
  '#e9e7e2',
  '#c9c7c1',
  '#a5a39d',
  '#6d7480',
  '#434a56',
  '#343a45',
  '#222730',
  '#1c2027',
  '#15181d',
  '#101317',
]

/** What stands on a filled button: white on the dark shades of light pages, ink on the light shades of dark pages. */
const variantColours: VariantColorsResolver = (input) => {
  const colours = defaultVariantColorsResolver(input)
  return input.variant === 'filled' ? { ...colours, color: 'light-dark(#ffffff, #15181d)' } : colours
}

export const theme: MantineThemeOverride = createTheme({
  colors: { indigo, persimmon, moss, gold, vermilion, dark },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: variantColours,
  defaultRadius: 6,
  fontFamily: 'system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.35' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Paper: { defaultProps: { shadow: undefined } },
    Modal: { defaultProps: { centered: true } },
    // Without it the first item has the focus, and nothing stands in a menu that is no item.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
})

/** The brand's walls and ink: surfaces, text, hairlines. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-text': '#1d1c1a',
    '--mantine-color-dimmed': '#5c5a55',
    '--mantine-color-placeholder': '#6b6963',
    '--mantine-color-anchor': '#234a84',
    '--mantine-color-error': '#ae3325',
    '--mantine-color-default-border': '#dcd9d1',
    '--dozo-surface': '#ffffff',
    '--dozo-field-border': '#8c8981',
  },
  dark: {
    '--mantine-color-body': '#15181d',
    '--mantine-color-text': '#e9e7e2',
    '--mantine-color-dimmed': '#a5a39d',
    '--mantine-color-placeholder': '#8f8d87',
    '--mantine-color-anchor': '#8fb2e8',
    '--mantine-color-error': '#f2897c',
    '--mantine-color-default': '#1c2027',
    '--mantine-color-default-hover': '#252a33',
    '--mantine-color-default-border': '#343a45',
    '--dozo-surface': '#1c2027',
    '--dozo-field-border': '#6d7480',
  },
})
