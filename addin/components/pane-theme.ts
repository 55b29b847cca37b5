import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

/** Shades of the product's green, dark to light; 80 carries white text at more than 4.5:1. */
const brand: BrandVariants = {
  10: '#01120f',
  20: '#04211d',
  30: '#06312b',
  40: '#083f37',
  50: '#094d44',
  60: '#0a5b50',
  70: '#0b635a',
  80: '#0b6a5f',
  90: '#1f7a6f',
  100: '#348a7f',
  110: '#4b9a8f',
  120: '#63aa9f',
  130: '#7dbab0',
  140: '#98cac2',
  150: '#b5dad4',
  160: '#d3eae6',
};

const dark = createDarkTheme(brand);

/** Fluent's themes in the product's colour. On dark grounds text in brand colour takes lighter shades. */
export function paneTheme(isDark: boolean): Theme {
  if (!isDark) return createLightTheme(brand);
  return {
    ...dark,
    colorBrandForeground1: brand[130],
    colorBrandForeground2: brand[140],
    colorBrandForegroundLink: brand[130],
    colorBrandForegroundLinkHover: brand[140],
    colorBrandForegroundLinkPressed: brand[150],
  };
}
